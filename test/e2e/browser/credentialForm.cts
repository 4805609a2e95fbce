/** The credential as it is filled in, and what its test says. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { until } from '../../../dev/processes.cts';
import type { Editor } from './page.cts';

export function credentialFormTests({ credential, service }: Stack, editor: () => Editor): void {
	void describe('the credential form', () => {
		before(async () => {
			const { goTo, byId } = editor();
			const dialog = byId('credential-edit-dialog');
			await goTo(`/home/credentials/${credential.id}`, () => dialog.isVisible());
		});

		it('shows the saved jobs by title and ID, and never the API key', async () => {
			const { byId, page, screenshot } = editor();
			const dialog = byId('credential-edit-dialog');
			await byId('parameter-input-apiKey', dialog).waitFor();
			const filledIn = async () => {
				const inputs = await dialog.locator('input').all();
				const all = await Promise.all(inputs.map((input) => input.inputValue()));
				return all.includes('Senior Backend Engineer') && all;
			};
			const values = await until(filledIn, 10_000);
			assert.ok(values.includes('b1f4c6a2-0d3e-4a57-9c1b-5e8f7a2d4c01'));
			assert.ok(!(await page.content()).includes(service.apiKey));
			assert.ok(!values.includes(service.apiKey));
			await screenshot('credential');
		});

		it('says when the connection is good', async () => {
			const { page, screenshot } = editor();
			await page.getByText('Connection tested successfully').waitFor();
			await screenshot('credential-good');
		});
	});
}
