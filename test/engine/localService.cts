/**
 * The local InterviewFlowAI of a test file. Importing `service` starts it before the first test, resets it before each,
 * and stops it after the last. A wait before another try is a random part of a limit; in these tests it is 0.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	createLinks,
	type CreateLinksOptions,
	ON_ERROR,
	originsOf,
} from '../../dev/engine/createLinks.cts';
import type { NodeRun } from '../../dev/engine/runNode.cts';
import { type LocalService, startService } from '../../dev/interviewFlowAi/service.cts';

export let service: LocalService;

beforeAll(async () => {
	service = await startService();
});
beforeEach(() => {
	service.reset();
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => service.stop());

export const [STOP, GO_ON, ERROR_OUTPUT] = ON_ERROR;

/** The credential of the local service, with more fields filled in. */
export const account = (more: IDataObject = {}) => {
	return { apiKey: service.apiKey, baseUrl: service.url, ...more };
};

type Items = CreateLinksOptions['items'];
type Settings = Omit<CreateLinksOptions, 'items'>;

/** Creates links for all items; unless the settings say otherwise, the workflow stops at the first refusal. */
export const create = (items: Items, settings: Settings = {}) =>
	createLinks(service, { items, ...settings });

/** The same in a workflow that goes on: refused items come out of the Error output, the last one. */
export const createAll = (items: Items, settings: Settings = {}) =>
	create(items, { onError: ERROR_OUTPUT, ...settings });

/** The words of an error as the user reads them: what happened, and below it what to do. */
export const wordsOf = (error: { message: string; description?: string | null } | undefined) =>
	error && [error.message, error.description].filter(Boolean).join(' ');

/** Every input item came out of one output, paired with itself, in input order on that output. */
export function expectEachOnce({ outputs }: Pick<NodeRun, 'outputs'>, count: number): void {
	const origins = outputs.map(originsOf);
	expect(origins.flat().sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
	for (const origin of origins) expect(origin).toEqual(origin.toSorted((a, b) => a - b));
}
