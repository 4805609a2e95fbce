/** A recruiter's first five minutes: from an empty canvas to interview links, without typing any code. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { REPOSITORY } from '../../../dev/paths.cts';
import { until } from '../../../dev/processes.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { candidatesAlone } from '../workflows.cts';
import { type Editor, PATIENCE_MS } from './page.cts';

const CANDIDATES = [
	{ name: 'Zoë Müller', email: 'zoe.mueller@example.com', phone: '+49 30 901820', atsId: '1001' },
	{ name: 'Ken Sato', email: 'ken.sato@example.com', phone: '+81 3 1234 5678', atsId: '1002' },
	{ name: 'Zoë Müller', email: 'Zoe.Mueller@example.com', phone: '+49 30 901820', atsId: '1003' },
];

export function firstWorkflowTests(
	{ n8n, credential, service }: Stack,
	editor: () => Editor,
): void {
	it('begins with the node and the sample that README names, by the words on the screen', async () => {
		const { byId, closeNode, goTo, page, outputSays } = editor();
		const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
		const [step = '', sample = ''] =
			/^2\. Create a workflow.*\s+```json([^`]*)/m.exec(readme) ?? [];
		const [trigger = '', mock = ''] = [...step.matchAll(/\*\*(.+?)\*\*/g)].map(([, word]) => word);
		await goTo('/workflow/new', () => byId('canvas-add-button').isVisible());
		await byId('canvas-add-button').click();
		await page.getByText(trigger, { exact: true }).click();
		await byId('canvas-node').dblclick();
		await byId('output-panel').getByText(mock, { exact: true }).click();
		await page.locator('.cm-content').locator('visible=true').first().click();
		await page.keyboard.press('Control+A');
		await page.keyboard.insertText(sample);
		await page.getByText('Save', { exact: true }).locator('visible=true').first().click();
		await outputSays(/3 items[^]*Jane Doe/);
		await closeNode();
	});

	void describe('the first workflow', () => {
		before(async () => {
			service.reset();
			await editor().open(await n8n.createWorkflow(candidatesAlone(CANDIDATES)));
		});

		it('finds the node by the word "interview", with its icon', async () => {
			const { byId, page, screenshot } = editor();
			await byId('canvas-handle-plus').click();
			await byId('node-creator-search-bar').fill('interview');
			const found = page.locator('[data-test-id=item-iterator-item]', {
				hasText: 'InterviewFlowAI',
			});
			await found.first().waitFor();
			assert.equal(await found.count(), 1);
			// n8n shows node and trigger as one, with the words of the trigger.
			assert.match(await found.innerText(), /Start the workflow when an interview starts/);
			await assertIcon(found, 'interviewFlowAi.svg');
			await screenshot('search');
			await found.click();
			await page.getByText('Create an interview link', { exact: true }).click();
			await byId('ndv').waitFor();
		});

		it('picks the credential', async () => {
			const { byId, page } = editor();
			await byId('node-credentials-select').click();
			await page
				.locator(`[data-test-id="node-credentials-select-item-${credential.id}"]`)
				.locator('visible=true')
				.click();
			const chosen = byId('node-credentials-select').locator('input');
			assert.equal(await chosen.inputValue(), credential.name);
		});

		it('opens the job list, searches it, and picks a job', async () => {
			const { byId, page, screenshot } = editor();
			await byId('rlc-input').click();
			const items = page.locator('[data-test-id=rlc-item]');
			await items.first().waitFor();
			assert.deepEqual(await items.allInnerTexts(), [
				'Customer Support Specialist',
				'Head of Finance',
				'Senior Backend Engineer',
			]);
			await screenshot('job-list', [
				byId('node-credentials-slot'),
				byId('rlc-search'),
				items.last(),
			]);
			await byId('rlc-search').fill('back');
			await page.locator('[data-test-id=rlc-item]', { hasText: 'Head' }).waitFor({
				state: 'detached',
			});
			await items.first().click();
			assert.equal(await byId('rlc-input').inputValue(), 'Senior Backend Engineer');
		});

		it('maps name and email by dragging them', async () => {
			const { byId, map } = editor();
			await map('name', byId('parameter-input-name'));
			await map('email', byId('parameter-input-email'));
			const preview = async (name: string) =>
				(await byId(`parameter-expression-preview-${name}`).innerText()).replaceAll('\u00a0', ' ');
			assert.equal(await preview('name'), CANDIDATES[0]?.name);
			assert.equal(await preview('email'), CANDIDATES[0]?.email);
		});

		it('adds metadata by dragging fields into it', async () => {
			const { addOptionalField, byId, map, page } = editor();
			await addOptionalField('Metadata');
			const metadata = byId('assignment-collection-metadata');
			await map('atsId', byId('assignment-collection-drop-area', metadata));
			await map('phone', byId('assignment-collection-drop-area', metadata));
			const names = page.locator('[data-test-id=assignment-name] input');
			assert.deepEqual(await Promise.all((await names.all()).map((name) => name.inputValue())), [
				'atsId',
				'phone',
			]);
		});

		it('is told what a draft means when choosing it, and what happens to duplicates', async () => {
			const { addOptionalField, byId, choose, output, outputSays } = editor();
			await addOptionalField('Status');
			await byId('parameter-input-status').scrollIntoViewIfNeeded();
			await choose('status', 'Draft');
			await outputSays(/link of a draft candidate may lead to an application form/);
			await outputSays(/go to the Duplicate output/);
			await choose('status', 'Shortlisted');
			assert.doesNotMatch(await output(), /draft candidate/);
		});

		it('runs the node and sees who was created and who is a duplicate', async () => {
			const { byId, page, outputSays, screenshot } = editor();
			await byId('node-execute-button').click();
			await page.getByText('Created Branch (2 items)').waitFor();
			await outputSays(/Duplicate Branch \(1 item\)/);
			await outputSays(/zoe\.mueller@example\.com[^]*ken\.sato@example\.com/);
			await byId('radio-button-schema', byId('output-panel')).click();
			await byId('parameter-input-job').scrollIntoViewIfNeeded();
			await screenshot('node', [byId('ndv')], 0);
			await page.getByText('Duplicate Branch (1 item)').click();
			await outputSays(/already has an interview for this job/);
			await screenshot('duplicate', [byId('ndv')], 0);
			assert.deepEqual(
				service.interviews.map(({ status, metadata }) => ({ status, metadata })),
				CANDIDATES.slice(0, 2).map(({ atsId, phone }) => ({
					status: 'shortlisted',
					metadata: { atsId, phone },
				})),
			);
		});

		it('sees on the canvas what the node does', async () => {
			const { closeNode, page } = editor();
			await closeNode();
			const node = page.locator('[data-test-id=canvas-node][data-node-name^="Create an"]');
			assert.match(await node.innerText(), /create interview link: Senior Backend/);
		});
	});
}

/** An image that did not load has no width. */
export async function assertIcon(within: Locator, file: string): Promise<void> {
	const icon = within.locator(`img[src$="${file}"]`).first();
	await icon.waitFor();
	const isShown = () =>
		icon.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0);
	await until(isShown, PATIENCE_MS).catch(() => assert.fail(`${file} is not shown`));
}
