/** What a recruiter reads after saving the credential. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freePort } from '../../../dev/processes.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';

export function credentialTests({ n8n, credential, service }: Stack): void {
	const testWith = (change: Record<string, string>) =>
		n8n.testCredential({ ...credential, data: { ...credential.data, ...change } });

	void describe('the credential test', () => {
		it('accepts the right key, and creates nothing', async () => {
			const { status, message } = await testWith({});
			assert.equal(status, 'OK', message);
			assert.equal(service.counters.create, 0);
		});

		it('says of a wrong key where to copy the right one', async () => {
			const { status, message } = await testWith({ apiKey: 'wrong' });
			assert.equal(status, 'Error');
			assert.match(message, /does not accept this API key.*Settings > API Keys/);
		});

		it('does not pass when nobody answers at the Base URL', async () => {
			const { status, message } = await testWith({
				baseUrl: `http://127.0.0.1:${await freePort()}`,
			});
			assert.equal(status, 'Error');
			assert.match(message, /refused|reach|connect/i);
		});
	});
}
