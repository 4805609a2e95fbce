/* What may stand in the fields of a candidate, with zod 4, which n8n may bring one day. */
import * as zod from 'zod';

import { testEveryRow } from './values/table.cts';

jest.mock('zod', () => jest.requireActual<object>('zod/v4'));

test('the zod under test is version 4', () => {
	expect(zod).toHaveProperty('core');
});

testEveryRow();
