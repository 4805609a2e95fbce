/** What fills the drop-down lists of the editor. Loaded when a list is opened: n8n's start waits for the file of a node. */
import type { INodeType } from 'n8n-workflow';

export const listSearch: NonNullable<INodeType['methods']>['listSearch'] = {
	async searchInterviews(...args) {
		const { searchInterviews } = await import('./searchInterviews');
		return await searchInterviews.call(this, ...args);
	},
	async searchJobs(...args) {
		const { searchJobs } = await import('./searchJobs');
		return await searchJobs.call(this, ...args);
	},
};
