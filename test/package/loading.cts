import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { npmInstall } from '../../dev/n8n/install.cts';
import { installedAt, type Packed } from '../../dev/packing.cts';
import { cached, REPOSITORY, temporaryFolder } from '../../dev/paths.cts';

/** That of n8n 1.123.81, the oldest n8n the README promises; the newest is the one in devDependencies. */
const OLDEST = '1.120.31';

/** What this n8n ships. */
const ZOD = '3.25.67';

/** Loads the entries and their icons as n8n does, and looks for names that this n8n-workflow does not have. */
const PROBE = `
const assert = require('assert/strict');
const { readFileSync } = require('fs');
const { basename, dirname, join } = require('path');
const workflow = require('n8n-workflow');
const folder = join(process.cwd(), 'node_modules', process.argv[1]);
const { main, n8n } = require(join(folder, 'package.json'));
const names = {};
for (const entry of [...n8n.nodes, ...n8n.credentials]) {
	const [className] = basename(entry).split('.');
	const instance = new (require(join(folder, entry))[className])();
	const described = instance.description ?? instance;
	names[className] = described.name;
	const { light, dark } = described.icon;
	const read = (icon) => readFileSync(join(folder, dirname(entry), icon.replace('file:', '')), 'utf8');
	assert.match(read(light), /^<svg [^>]*viewBox="0 0 60 60"/);
	assert.notEqual(read(light), read(dark));
}
assert.deepEqual(names, {
	InterviewFlowAi: 'interviewFlowAi',
	InterviewFlowAiApi: 'interviewFlowAiApi',
	InterviewFlowAiTrigger: 'interviewFlowAiTrigger',
});
const code = readFileSync(join(folder, main), 'utf8');
const taken = [...code.matchAll(/^const \\{(.+)\\} = require\\("n8n-workflow"\\)/gm)];
const used = taken.flatMap(([, names]) => names.split(',').map((name) => /\\w+/.exec(name)[0]));
assert.ok(used.length > 0);
assert.deepEqual(used.filter((name) => workflow[name] === undefined), []);
`;

export function loadingTests(packed: Packed): void {
	void describe('n8n loads the package', () => {
		it('from where the command of README puts it, also where the home folder has packages of its own', () => {
			const home = temporaryFolder('home');
			writeFileSync(join(home, 'package.json'), '{}');
			const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
			const [, command] = /`([^`]*npm install [^`]*)\/path\/to\/\S+\.tgz`/.exec(readme) ?? [];
			const env = { ...process.env, HOME: home };
			execFileSync('sh', ['-c', `${command}${packed.tarball}`], { cwd: home, env, stdio: 'pipe' });
			assert.ok(existsSync(installedAt(home)));
		});

		it(`with n8n-workflow ${OLDEST}, the oldest supported`, async () =>
			loads(packed, await installOldest()));

		it('with the newest n8n-workflow', () => loads(packed, join(REPOSITORY, 'node_modules')));
	});
}

/** @param modules a node_modules folder with n8n-workflow and zod, and nothing of it but these is lent out. */
function loads({ folder, manifest }: Packed, modules: string): void {
	const home = temporaryFolder('load');
	const lent = join(home, 'node_modules');
	mkdirSync(lent);
	for (const name of ['n8n-workflow', 'zod']) symlinkSync(join(modules, name), join(lent, name));
	cpSync(folder, join(lent, manifest.name), { recursive: true });
	const probe = ['--eval', PROBE, manifest.name];
	execFileSync(process.execPath, probe, { cwd: home, stdio: 'pipe' });
}

async function installOldest(): Promise<string> {
	const name = `n8n-workflow-${OLDEST}`;
	const packages = [`n8n-workflow@${OLDEST}`, `zod@${ZOD}`];
	return join(await cached(name, (draft) => npmInstall(draft, name, packages)), 'node_modules');
}
