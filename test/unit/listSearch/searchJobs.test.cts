/* What the list Job of the editor shows of the jobs. */
import { toListPage } from '../../../nodes/InterviewFlowAi/listSearch/searchJobs';

describe('the list in the editor', () => {
	const titles = ['Köchin', 'Straße', '👩‍🍳 Cook', 'מהנדס תוכנה'];
	const jobs = titles.map((title, index) => ({ id: `id-${index}`, title }));

	it.each([
		['KOCHIN', 'Köchin'],
		['strasse', 'Straße'],
		['👩‍🍳', '👩‍🍳 Cook'],
		['תוכנה', 'מהנדס תוכנה'],
		['ID-0', 'Köchin'],
	])('finds %j', (filter, title) => {
		expect(toListPage(jobs, [], filter).results.map(({ name }) => name)).toEqual([title]);
	});

	it('tells jobs of the same title apart by their IDs', () => {
		const same = ['a', 'b'].map((id) => ({ id, title: 'Cook' }));
		expect(toListPage(same, []).results.map(({ name }) => name)).toEqual(['Cook (a)', 'Cook (b)']);
	});

	it('names at its end the Saved Jobs that cannot be chosen, unless something is looked for', () => {
		const names = (filter?: string) =>
			toListPage(jobs, ['Cleaner'], filter).results.map(({ name }) => name);
		expect(names().at(-1)).toBe('Cleaner has no Job ID: add it in the credential');
		expect(names('cook')).toEqual(['👩‍🍳 Cook']);
	});

	it('begins with the first page when the token is not one of a page', () => {
		expect(toListPage(jobs, [], '', 'x').results).toHaveLength(jobs.length);
	});
});
