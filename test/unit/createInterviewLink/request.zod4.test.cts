/* What may stand in the fields of a candidate, with zod 4, which n8n may bring one day. */
import type * as Table from './values/table.cts';

jest.mock('zod', () => jest.requireActual<object>('zod/v4'));

test('the zod under test is version 4', () => {
	expect(jest.requireMock('zod')).toHaveProperty('core');
});

jest.requireActual<typeof Table>('./values/table.cts').testEveryRow();
