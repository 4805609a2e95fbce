/** The credential as it is filled in, and what its test says. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Stack } from '../../../editor/stack.cts';
import { freePort } from '../../../editor/processes.cts';
import type { Editor } from './page.cts';

export function credentialFormTests({ n8n, credential }: Stack, editor: () => Editor): void {
	describe('the credential form', () => {
		before(async () => {
			const { page, byId } = editor();
			await page.goto(`${n8n.url}/home/credentials/${credential.id}`, { waitUntil: 'commit' });
			await byId('credential-edit-dialog').waitFor();
		});

		it('shows the saved jobs by title and ID, and never the API key', async () => {
			const { byId, page, screenshot } = editor();
			const dialog = byId('credential-edit-dialog');
			const values = await Promise.all(
				(await dialog.locator('input').all()).map((input) => input.inputValue()),
			);
			assert.ok(values.includes('Senior Backend Engineer'), values.join());
			const [apiKey] = await page.locator('input[type=password]').all();
			assert.ok(apiKey);
			await screenshot('credential');
		});

		it('says when the connection is good', async () => {
			const { page, screenshot } = editor();
			await page.getByText('Connection tested successfully').waitFor();
			await screenshot('credential-good');
		});

		it('says of a wrong key where to copy the right one', async () => {
			const { page, byId, screenshot } = editor();
			await page.locator('input[type=password]').first().fill('wrong');
			await byId('credential-save-button').click();
			await page.getByText(/does not accept this API key/).waitFor();
			await screenshot('credential-wrong-key');
		});

		it('says that nobody answers at a wrong Base URL', async () => {
			const { byId, page, screenshot } = editor();
			const baseUrl = byId('parameter-input-baseUrl').locator('input');
			await baseUrl.fill(`http://127.0.0.1:${await freePort()}`);
			await byId('credential-save-button').click();
			await page
				.getByText(/refused|could not|reach/)
				.first()
				.waitFor();
			await screenshot('credential-dead-host');
		});
	});
}
