/** Runs Get and Get Many on n8n's engine, for `JOB` unless told otherwise; every run is searched for the API key. */
import type { INodeParameters } from 'n8n-workflow';
import { by, createLinks, type CreateLinksOptions, JOB } from '../../dev/engine/createLinks.cts';
import type { NodeRun } from '../../dev/engine/runNode.cts';
import type { Fault, Switches } from '../../dev/interviewFlowAi/service.cts';
import { service } from './localService.cts';

export type Settings = Omit<CreateLinksOptions, 'parameters' | 'onDuplicate'>;

/** One item flows in unless the settings name others. */
const read = (operation: string) => (parameters: object, settings: Settings) =>
	createLinks(service, {
		items: [{}],
		...settings,
		parameters: { operation, ...parameters } as INodeParameters,
	});

export const getMany = (parameters: object = {}, settings: Settings = {}) =>
	read('getMany')(parameters, settings);

export const get = (interview: unknown, parameters: object = {}, settings: Settings = {}) =>
	read('get')({ interview, ...parameters }, settings);

/** Everything the first output holds, as emails. */
export const emails = ({ json }: NodeRun) => json[0]?.map(({ email }) => email);

/** What the pages asked for were. */
export const asked = () =>
	service.received
		.filter(({ endpoint }) => endpoint === 'fetch')
		.map(({ body }) => body as { page: number; limit: number; interviewerId: string });

export const pages = () => asked().map(({ page }) => page);

/** Every list, or one page of it, is answered by a fault. */
export const failing = (fault: Fault, page?: number): Switches => ({
	faults: [{ on: { endpoint: 'fetch', ...(page && { page }) }, fault }],
});
export const failList = (fault: Fault, page?: number) => service.set(failing(fault, page));

export { by, JOB };
