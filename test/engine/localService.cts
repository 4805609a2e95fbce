/**
 * The local InterviewFlowAI of a test file. Importing `service` starts it before the first test, resets it before each,
 * and stops it after the last. Waits before another try are random parts of a limit; in these tests they are none of it.
 */
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
