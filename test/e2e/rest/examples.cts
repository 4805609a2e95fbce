/** Every workflow of `examples/`, imported and run; what comes out is compared with what the service holds. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IDataObject } from 'n8n-workflow';
import { always } from '../../../dev/interviewFlowAi/service.cts';
import { errorOf, outputsOf, resultsOf, type Workflow } from '../../../dev/n8n/client.cts';
import { until } from '../../../dev/processes.cts';
import { isOlder } from '../../../dev/n8n/install.cts';
import { withCredential, type Stack } from '../../../dev/n8n/stack.cts';
import { exampleFiles, readExample, withSettings } from '../../../dev/workflowFile.cts';
import { get, PATIENCE_MS, post } from '../http.cts';
import { agentTests } from './agent.cts';
import { campaignAcrossWorkers } from './campaign.cts';
import { jobListLive, receiveWebhooks, resultsToAts } from './eventExamples.cts';
import { jobsListedAt } from './jobList.cts';
import { startMailbox, type Mailbox } from './mailbox.cts';

type ExampleTests = (stack: Stack, example: () => Workflow) => void;

/** Examples that make a data table, which n8n's node does since 2.3, and the one with a credential of n8n 2.12. */
const NOT_BEFORE: Record<string, [major: number, minor: number]> = {
	'campaign-across-workers.json': [2, 3],
	'job-list.json': [2, 3],
	'remind-late-candidates.json': [2, 3],
	'results-to-ats.json': [2, 3],
	'job-list-live.json': [2, 12],
};

/** @param version of n8n */
export function exampleTests(stack: Stack, version: string): void {
	void describe('the examples', () => {
		it('are all in the table of this test', () => {
			assert.deepEqual(exampleFiles().sort(), Object.keys(EXAMPLES).sort());
		});

		for (const [file, tests] of Object.entries(EXAMPLES)) {
			const [major, minor] = NOT_BEFORE[file] ?? [1, 123];
			const skip = isOlder(version, major, minor) && `needs n8n ${major}.${minor}`;
			void describe(file, { skip }, () => {
				let workflow: Workflow;
				before(async () => {
					stack.service.reset();
					const example = withCredential(readExample(file), stack.credential);
					workflow = await stack.n8n.createWorkflow(example);
				});
				tests(stack, () => workflow);
			});
		}
	});
}

/** What to do with each file and what to expect of it. */
const EXAMPLES: Record<string, ExampleTests> = {
	'ats-webhook.json': atsWebhook,
	'applicant-form.json': applicantForm,
	'spreadsheet-campaign.json': spreadsheetCampaign,
	'campaign-across-workers.json': campaignAcrossWorkers,
	'remind-late-candidates.json': remindLateCandidates,
	'job-list.json': jobList,
	'job-list-live.json': jobListLive,
	'receive-webhooks.json': receiveWebhooks,
	'results-to-ats.json': resultsToAts,
	'ai-agent.json': agentTests,
	'check-my-account.json': checkMyAccount,
};

function atsWebhook({ n8n, service }: Stack, example: () => Workflow): void {
	const arrives = async (candidate: IDataObject) => {
		const response = await post(`${n8n.url}/webhook/interview-link`, candidate);
		return { status: response.status, body: (await response.json()) as IDataObject };
	};
	const jane = { name: 'Jane Doe', email: 'jane.doe@example.com', atsCandidateId: '4711' };
	const jobId = () => service.jobs[0]?.id;

	it('runs with its pinned sample', async () => {
		const execution = await n8n.run(example(), 'Candidate arrives');
		const [answer] = resultsOf(execution, 'Answer 201: created');
		assert.equal(answer?.interviewLink, service.interviews[0]?.interviewLink);
		service.reset();
	});

	it('answers 201 with the link', async () => {
		await n8n.activate(example());
		const { status, body } = await arrives({ ...jane, jobId: jobId() });
		assert.equal(status, 201);
		assert.equal(body.interviewLink, service.interviews[0]?.interviewLink);
		assert.deepEqual(service.interviews[0]?.metadata, { atsCandidateId: '4711' });
	});

	it('answers 200 with the same link to the same candidate', async () => {
		const { status, body } = await arrives({ ...jane, jobId: jobId() });
		assert.equal(status, 200);
		assert.equal(body.outcome, 'duplicate');
		assert.equal(body.interviewLink, service.interviews[0]?.interviewLink);
		assert.equal(service.interviews.length, 1);
	});

	it('answers 422 with the reason to a candidate without an email', async () => {
		const { status, body } = await arrives({ name: 'Jane Doe', jobId: jobId() });
		assert.equal(status, 422);
		assert.match(String(body.error), /email/i);
	});
}

function applicantForm({ n8n, service }: Stack, example: () => Workflow): void {
	const apply = async (application: Record<string, string>) => {
		const trigger = example().nodes.find(({ type }) => type.endsWith('.formTrigger'));
		const form = `${n8n.url}/form/${trigger?.webhookId}`;
		assert.match(await (await get(form)).text(), /Apply for an interview/);
		const fields = new FormData();
		for (const [name, value] of Object.entries(application)) fields.append(name, value);
		const submitted = await fetch(form, { method: 'POST', body: fields });
		const { formWaitingUrl } = (await submitted.json()) as { formWaitingUrl: string };
		const page = new URL(formWaitingUrl, n8n.url);
		// The page must not be asked for before the workflow has come to it; the form itself waits so, too.
		const status = new URL(page);
		status.pathname += '/n8n-execution-status';
		await until(
			async () => (await (await get(status)).text()).trim() === 'form-waiting',
			PATIENCE_MS,
		);
		return await (await get(page)).text();
	};
	const applicant = {
		'field-0': 'Jane Doe',
		'field-1': 'jane.doe@example.com',
		'field-2': 'Customer Support Specialist',
		'field-3': '',
	};

	it('shows the applicant the link', async () => {
		await n8n.activate(example());
		const page = await apply(applicant);
		assert.equal(service.interviews.length, 1);
		assert.ok(page.includes(service.interviews[0]?.interviewLink as string));
		assert.equal(service.interviews[0]?.jobId, service.jobs[2]?.id);
	});

	it('does not show the link to a second applicant with the same address', async () => {
		const page = await apply(applicant);
		assert.match(page, /already have your application/);
		assert.ok(!page.includes(service.interviews[0]?.interviewLink as string));
	});

	it('asks an applicant with a private resume address to try again, and tells the recruiter why', async () => {
		const page = await apply({ ...applicant, 'field-3': 'file:///resume.pdf' });
		assert.match(page, /could not be created/);
		const [newest] = await n8n.executionsOf(example());
		const [message] = outputsOf(await n8n.execution(newest?.id ?? ''), 'Send it')[0] ?? [];
		assert.match(String(message?.json.text), /^Jane Doe .* got no interview: Resume URL/);
	});
}

function spreadsheetCampaign({ n8n, service }: Stack, example: () => Workflow): void {
	it('reports each row once, with the link the service holds or the reason', async () => {
		const execution = await n8n.run(example(), 'Start');
		const report = resultsOf(execution, 'Report');
		assert.equal(report.length, resultsOf(execution, 'Read the rows').length);
		assert.deepEqual(countBy(report, 'Outcome'), { created: 5, duplicate: 1, refused: 2 });
		for (const row of report) {
			const held = service.interviews.find(
				({ email }) => email === String(row.Email).toLowerCase(),
			);
			assert.equal(row['Interview Link'], held?.interviewLink ?? '');
			if (!held) assert.notEqual(row.Note, '');
		}
		const { atsId, recruiter } = service.interviews[0]?.metadata ?? {};
		assert.deepEqual({ atsId, recruiter }, { atsId: '1001', recruiter: 'Kim' });
		assert.equal(outputsOf(execution, 'Report as a file')[0]?.length, 1);
	});

	it('run again, all who have an interview are duplicates with their links', async () => {
		const report = resultsOf(await n8n.run(example(), 'Start'), 'Report');
		assert.deepEqual(countBy(report, 'Outcome'), { duplicate: 6, refused: 2 });
		assert.equal(service.interviews.length, 5);
		assert.equal(report.filter((row) => row['Interview Link']).length, 6);
	});
}

function remindLateCandidates({ n8n, service }: Stack, example: () => Workflow): void {
	let mailbox: Mailbox;
	let workflow: Workflow;
	const DAY = 24 * 60 * 60_000;
	const add = (name: string, days: number, status = 'shortlisted') =>
		service.addInterview({
			...{ jobId: service.jobs[0]?.id as string, name, status },
			...{ email: `${name.toLowerCase()}@example.com`, createdAt: Date.now() - days * DAY },
		});
	const remind = async () => {
		const { data, status } = await n8n.run(workflow, 'Every morning');
		assert.equal(status, 'success');
		const rows = data.resultData.runData['Keep who was reminded'] ?? [];
		return rows.flatMap((task) => task.data?.main?.[0] ?? []).map(({ json }) => json);
	};
	before(async () => {
		mailbox = await startMailbox();
		const { id, name } = await n8n.createCredential('Mail', 'smtp', {
			...{ host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true },
		});
		const credentials = { smtp: { id, name } };
		workflow = await n8n.updateWorkflow(withSettings(example(), { Reminder: { credentials } }));
	});
	after(() => mailbox.stop());

	it('reminds those who were invited three days ago and have not begun, and keeps who', async () => {
		const late = add('Ada', 4);
		add('Ben', 2);
		add('Cleo', 5, 'completed');

		const [row, ...others] = await remind();

		assert.deepEqual(others, []);
		assert.equal(row?.interviewId, late.id);
		assert.equal(row?.email, late.email);
		assert.ok(Date.parse(String(row?.remindedAt)) > Date.now() - 60_000);
		assert.equal(mailbox.letters.length, 1);
		assert.match(mailbox.letters[0] as string, /^To: ada@example\.com$/m);
		assert.ok(mailbox.letters[0]?.includes(late.interviewLink));
	});

	it('the next morning reminds those alone who were not reminded yet, in a list of any length', async () => {
		for (let n = 1; n <= 101; n++) add(`Late${n}`, 4 + n);
		const rows = await remind();
		assert.equal(rows.length, 101);
		assert.equal(mailbox.letters.length, 102);
		assert.equal((await remind()).length, 0);
	});

	it('goes on behind an address that the mail server refuses', async () => {
		for (const name of ['Before', 'Unknown', 'Behind']) add(name, 4);
		assert.deepEqual((await remind()).map(({ name }) => name).sort(), ['Before', 'Behind']);
		assert.equal((await remind()).length, 0);
	});

	it('after an execution was stopped, goes on with the rest', async () => {
		for (let n = 1; n <= 60; n++) add(`Stopped${n}`, 4);
		const sent = mailbox.letters.length;
		const request = { triggerToStartFrom: { name: 'Every morning' }, workflowData: workflow };
		const path = `/workflows/${workflow.id}/run`;
		const { executionId } = await n8n.post<{ executionId: string }>(path, request);
		await until(() => mailbox.letters.length >= sent + 5, PATIENCE_MS, 5);
		await n8n.post(`/executions/${executionId}/stop`, {});
		await n8n.endedOf(workflow);
		await remind();
		// An email that was being sent may be sent again.
		const letters = mailbox.letters.length - sent;
		assert.ok(letters === 60 || letters === 61, `${letters} letters`);
	});
}

function jobList({ n8n }: Stack, example: () => Workflow): void {
	it('answers with the open and closed jobs of its table', async () => {
		const execution = await n8n.run(example(), 'Set up');
		assert.equal(execution.status, 'success', errorOf(execution));
		await n8n.activate(example());
		const response = await get(`${n8n.url}/webhook/interview-jobs-k3v9`);
		const jobs = (await response.json()) as Array<{ title: string; id: string; status: string }>;
		assert.deepEqual(
			jobs.map(({ title, status }) => `${title}: ${status}`),
			[
				'Senior Backend Engineer: open',
				'Customer Support Specialist: open',
				'Summer Intern: closed',
			],
		);
	});

	it('fills the Job list of the node with the open ones', async () => {
		const jobs = await jobsListedAt(n8n, `${n8n.url}/webhook/interview-jobs-k3v9`);
		assert.deepEqual(
			jobs.map(([title]) => title),
			['Customer Support Specialist', 'Senior Backend Engineer'],
		);
	});
}

function checkMyAccount({ n8n, service }: Stack, example: () => Workflow): void {
	const report = async () => {
		const items = resultsOf(await n8n.run(example(), 'Start'), 'Report');
		assert.equal(items.length, 1);
		const text = String(items[0]?.text);
		for (const secret of [service.apiKey, 'https?:', '@', 'check-\\d', service.jobs[0]?.id ?? '']) {
			assert.doesNotMatch(text, new RegExp(secret, 'i'));
		}
		return text;
	};

	it('creates one draft, and tells outcomes and shapes without a secret', async () => {
		service.fill({ jobId: service.jobs[0]?.id as string, count: 3 });
		const text = await report();
		assert.match(text, /new draft interview: created;.*interviewLink: link/);
		assert.match(text, /same candidate again: duplicate; message: .*already has an interview/);
		assert.match(text, /4 entries, the made-up candidate is among them; shapes: \{ id: text/);
		assert.doesNotMatch(text, /Candidate \d|candidate\.\d|c0ffee/);
		assert.deepEqual(
			service.interviews.slice(3).map(({ status }) => status),
			['draft'],
		);
	});

	it('tells the reason where all is refused', async () => {
		service.reset();
		const refusal = { kind: 'refuse', dialect: '400 job does not exist' } as const;
		service.set({ faults: always('create', refusal), fetchShape: '500' });
		const text = await report();
		assert.match(text, /new draft interview: refused; message: .*job does not exist/);
		assert.match(text, /list of interviews: refused; message: .*500/);
		assert.equal(service.interviews.length, 0);
	});
}

function countBy(rows: IDataObject[], key: string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const row of rows) counts[String(row[key])] = (counts[String(row[key])] ?? 0) + 1;
	return counts;
}
