/** A browser tab in n8n's editor, and the moves a user makes in it. Selectors are those of n8n 2.41. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Locator, type Page } from 'playwright-core';
import { OWNER, type N8nClient, type Workflow } from '../../../dev/n8n/client.cts';
import { BUILD } from '../../../dev/paths.cts';
import { until } from '../../../dev/processes.cts';

export const SCREENSHOTS = join(BUILD, 'screenshots');

/** The usual size of the window, in pixels. */
export const WINDOW = { width: 1400, height: 900 };

/** A quiet machine needs a tenth of it. */
export const PATIENCE_MS = 60_000;

/** The editor is a large program, and a busy machine takes its time to load it. */
const LOADING_TAKES_AT_MOST_MS = 120_000;

/** A page that is still loading can lead back to itself; then the next one has to be asked for again. */
const ASKED_AGAIN_AFTER_MS = 10_000;

/** What comes and goes, and would lie on top of what is to be shown. */
const WITHOUT_OVERLAYS = `
	.el-notification, [data-test-id=floating-node] { visibility: hidden }
`;

export type Editor = Awaited<ReturnType<typeof openEditor>>;

/** Signs in as a user does, in a browser of its own. */
export async function openEditor(executablePath: string, n8n: N8nClient) {
	mkdirSync(SCREENSHOTS, { recursive: true });
	const browser = await chromium.launch({
		executablePath,
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	const page = await browser.newPage({ viewport: WINDOW, colorScheme: 'light' });
	// A tip of n8n that would cover the output.
	await page.addInitScript(`localStorage.setItem('N8N_PIN_DATA_DISCOVERY_NDV', 'true')`);
	page.setDefaultTimeout(PATIENCE_MS);

	/** What n8n's authors marked for tests; of several the first one that can be seen. */
	const byId = (testId: string, within?: Locator) =>
		(within ?? page).locator(`[data-test-id="${testId}"]`).locator('visible=true').first();
	/** Opens a list and chooses from it, by its words. A list that opens while the panel still moves closes again. */
	const pick = async (list: Locator, items: string, words: string | RegExp) => {
		const item = page.locator(items, { hasText: words }).locator('visible=true').first();
		await until(async () => {
			await list.click();
			return await item.click({ timeout: ASKED_AGAIN_AFTER_MS }).then(
				() => true,
				() => false,
			);
		}, LOADING_TAKES_AT_MOST_MS);
	};
	// As the browser's own Back and Forward do it, without loading all of n8n again.
	const ask = async (path: string) => {
		const state = `{ ...history.state, current: '${path}' }`;
		await page.evaluate(`
			history.pushState(${state}, '', '${path}');
			dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
		`);
	};
	/** Shows another page of n8n, and waits until it is there. */
	const goTo = async (path: string, isThere: () => Promise<boolean>) => {
		await until(async () => {
			await ask(path);
			return await until(isThere, ASKED_AGAIN_AFTER_MS).then(
				() => true,
				() => false,
			);
		}, LOADING_TAKES_AT_MOST_MS);
	};

	try {
		await page.goto(`${n8n.url}/signin`, { waitUntil: 'commit' });
		await page.locator('input[type=password]').waitFor({ timeout: LOADING_TAKES_AT_MOST_MS });
		await page.fill('input[type=email]', OWNER.email);
		await page.fill('input[type=password]', OWNER.password);
		await byId('form-submit-button').click();
		await page.waitForURL(/\/home\//, { waitUntil: 'commit' });
		await byId('project-home-menu-item').waitFor({ timeout: LOADING_TAKES_AT_MOST_MS });
	} catch (error) {
		await browser.close();
		throw error;
	}

	return {
		page,
		byId,
		goTo,
		async open({ id, name }: Workflow) {
			await goTo(`/workflow/${id}`, async () => (await page.title()).includes(name));
			await byId('canvas-node').waitFor();
		},
		async openNode(name: string) {
			await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
			await byId('ndv').waitFor();
		},
		async closeNode() {
			await byId('ndv-close-button').click();
			await page.locator('[data-test-id=ndv]').waitFor({ state: 'hidden' });
		},
		/** Drags a field of the input panel onto a parameter. */
		async map(field: string, target: Locator) {
			await target.scrollIntoViewIfNeeded();
			const pill = page.locator(`[data-target=mappable][data-name="${field}"]`).first();
			const from = await restingPlace(pill);
			await page.mouse.move(from.x, from.y);
			await page.mouse.down();
			await page.mouse.move(from.x + 20, from.y, { steps: 4 });
			// Only now, because the panel makes room for what is dropped, and for what was dropped before.
			const to = await restingPlace(target);
			await page.mouse.move(to.x, to.y, { steps: 8 });
			await pause(100);
			await page.mouse.up();
		},
		/** Chooses from the drop-down list of a parameter. */
		async choose(parameter: string, option: string) {
			const list = byId(`parameter-input-${parameter}`).locator('input');
			const items = '[data-test-id=parameter-input-item], [data-test-id=credential-select-option]';
			await pick(list, items, new RegExp(`^\\s*${option}`));
		},
		async addOptionalField(name: string) {
			await pick(
				byId('collection-parameter-add'),
				'[data-test-id=collection-parameter-option]',
				name,
			);
		},
		/** Waits until the panel right of the parameters says something. @throws with what it says instead. */
		async outputSays(words: RegExp) {
			const panel = byId('output-panel');
			await until(async () => words.test(await panel.innerText()), PATIENCE_MS).catch(() => {});
			assert.match(await panel.innerText(), words);
		},
		/** What it says right now. */
		output: async () => await byId('output-panel').innerText(),
		async theme(colorScheme: 'light' | 'dark') {
			await page.emulateMedia({ colorScheme });
		},
		/** Writes `<name>.png`: the whole window, or what lies around some elements with so many pixels to spare. */
		async screenshot(name: string, around?: Locator[], margin = 16) {
			const path = join(SCREENSHOTS, `${name}.png`);
			await page.mouse.move(WINDOW.width / 2, 5);
			await pause(300);
			const clip = around && (await frameOf(page, around, margin));
			await page.screenshot({ path, clip, style: WITHOUT_OVERLAYS });
		},
		close: async () => await browser.close(),
	};
}

/** The middle of an element, once it moves no more. */
async function restingPlace(element: Locator): Promise<{ x: number; y: number }> {
	let before: string | undefined;
	const place = async () => {
		const box = await element.boundingBox();
		const now = JSON.stringify(box);
		const rests = box !== null && now === before;
		before = now;
		return rests && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	};
	return await until(place, PATIENCE_MS, 150);
}

/** The smallest rectangle of the window that holds all elements, and a margin. */
async function frameOf(page: Page, elements: Locator[], margin: number) {
	const window = page.viewportSize() ?? WINDOW;
	const found = await Promise.all(elements.map((element) => element.boundingBox()));
	const boxes = found.filter((box) => box !== null);
	const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - margin);
	const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - margin);
	const right = Math.min(window.width, Math.max(...boxes.map((box) => box.x + box.width)) + margin);
	const bottom = Math.min(
		window.height,
		Math.max(...boxes.map((box) => box.y + box.height)) + margin,
	);
	return { x: left, y: top, width: right - left, height: bottom - top };
}
