/** All candidates of a run: each job and email address once, and what is left unknown looked up. */
import { refused } from '../../../shared/items';
import { plainEmail } from '../../../shared/emails';
import { CONTINUE_WITH_LINK, withoutInterview } from './answer';
import { groupBy } from '../../../shared/groups';
import type { Memory } from '../../../shared/memory';
import { workThrough } from '../../../shared/pool';
import type { Run } from '../../../shared/run';
import { thrownWords } from '../../../shared/texts';
import { keyOf, type Listing, listInterviews, noteSending, notLookedUp, settledBy } from './lookUp';
import {
	type Outcome,
	type Recipient,
	type Remembered,
	remembered,
	repeated,
	type Settled,
	toRemember,
} from './outcome';
import { sendCandidate, type Sender } from './sendCandidate';

/** What a run needs to know of an item. */
export interface Task extends Recipient {
	/** Whether the link that a duplicate already has is of use. */
	wantsLink: boolean;
}

export interface Sending {
	run: Run;
	/** What earlier tries of the same run found out, if n8n repeats runs of this node. */
	memory: Memory<Remembered> | undefined;
	/** The same object for all runs of the node in one execution. */
	execution: object;
	/** Whether an outcome ends the run; without it, none does. */
	endsRun?: (outcome: Settled, item: number) => boolean;
}

export interface Sent {
	/** By item; `undefined` where nothing was sent. */
	outcomes: Array<Settled | undefined>;
	/** Why links of duplicates may be missing, as phrases. */
	problems: string[];
}

/** Items with the same job and email address, which are one candidate; `next` is the first one not yet sent. */
interface Group {
	items: number[];
	next: number;
}

/**
 * Sends all candidates and settles what became of them.
 *
 * What is unknown is looked up at the end, with one listing per job. Only where a refusal ends the run, the first
 * unknown candidate pauses it: those under way are awaited, and one listing more per job settles them.
 *
 * @param tasks by item; `undefined` for items that are not to be sent
 */
export async function sendAll(
	tasks: ReadonlyArray<Task | undefined>,
	{ run, memory, execution, endsRun }: Sending,
): Promise<Sent> {
	const outcomes: Array<Outcome | undefined> = tasks.map(() => undefined);
	const sender: Sender = { execution };
	const startedAt = run.clock.now();
	const taskOf = (item: number) => tasks[item] as Task;
	let pausesAtUnknown = endsRun !== undefined;
	let isPaused = false;

	const sendItem = async (item: number): Promise<Outcome> => {
		const task = taskOf(item);
		const known = memory?.recall(item, task.candidate);
		if (known && known.kind !== 'lost') return remembered(known, task);
		const noteAnswered = noteSending(task, execution);
		const outcome = await sendCandidate(task, run, sender, known?.lost).catch(unexpected);
		noteAnswered(run.clock.now());
		keep(item, outcome);
		return outcome;
	};
	const keep = (item: number, outcome: Outcome) => {
		const fact = toRemember(outcome);
		if (fact) memory?.keep(item, taskOf(item).candidate, fact);
	};
	const note = (item: number, outcome: Outcome) => {
		outcomes[item] = outcome;
		if (outcome.kind === 'unknown') isPaused ||= pausesAtUnknown;
		else if (outcome.kind !== 'notSent' && endsRun?.(outcome, item)) run.end();
	};
	const goesOn = () => !run.isOver() && !isPaused;
	const sendGroup = async (group: Group): Promise<void> => {
		const before = () => outcomes[group.items[group.next - 1] ?? -1];
		while (group.next < group.items.length && goesOn() && mayDiffer(before())) {
			const item = group.items[group.next++] as number;
			note(item, await sendItem(item));
		}
	};
	const groups = groupsOf(tasks);
	const sendGroups = async () => {
		const left = groups.filter(({ items, next }) => next < items.length);
		await workThrough(left, run.concurrency, goesOn, sendGroup);
	};
	const lookUp = async (isWanted: (outcome: Outcome, item: number) => boolean) => {
		const wanted = tasks.flatMap((task, item) => {
			const outcome = outcomes[item];
			return task && outcome && isWanted(outcome, item) ? [{ task, outcome, item }] : [];
		});
		const byJob = groupBy(wanted, ({ task }) => task.candidate.jobId);
		const listings = new Map<string, Listing>();
		await workThrough(
			[...byJob],
			run.concurrency,
			() => !run.isOver(),
			async ([jobId, of]) => {
				const emails = new Set(of.map(({ task }) => plainEmail(task.candidate.email)));
				const listing = await listInterviews(jobId, emails, run, sender);
				listings.set(jobId, listing);
				for (const { task, outcome, item } of of) {
					outcomes[item] = settledBy(listing, outcome, task, sender);
					keep(item, outcomes[item]);
				}
			},
		);
		return listings;
	};

	await sendGroups();
	if (isPaused && !run.isOver()) {
		await lookUp((outcome) => outcome.kind === 'unknown');
		pausesAtUnknown = false;
		isPaused = false;
		outcomes.forEach((outcome, item) => outcome && note(item, outcome));
		await sendGroups();
	}
	for (const items of sharedInterviews(outcomes)) {
		const lost = { since: startedAt, until: run.clock.now() };
		for (const item of items) {
			outcomes[item] = withoutInterview(outcomes[item] as WithInterview, taskOf(item), lost);
			keep(item, outcomes[item]);
		}
	}
	const listings = await lookUp(
		(outcome, item) =>
			outcome.kind === 'unknown' ||
			(outcome.kind === 'duplicate' && taskOf(item).wantsLink && outcome.linkSource !== 'answer'),
	);
	const settled = outcomes.map(settledAtLast);
	for (const { items, next } of groups) {
		const original = settled[items[next - 1] ?? -1];
		for (const repeat of items.slice(next)) {
			settled[repeat] = original && repeated(original, taskOf(repeat));
		}
	}
	return { outcomes: settled, problems: problemsOf(tasks, listings, settled) };
}

/** Whether a candidate is sent again with the next item, which may have what the one before lacks. */
function mayDiffer(before: Outcome | undefined): boolean {
	const likely = before?.kind === 'unknown' && !before.lost ? before.otherwise : before;
	return !likely || likely.kind === 'refused';
}

type WithInterview = Exclude<Settled, { kind: 'refused' }>;

/**
 * Items of several candidates who were answered with the same interview: at most one of them can have it. Where it was
 * created for one alone, this one has it. A link with another ID for each is one that they share.
 */
function sharedInterviews(outcomes: ReadonlyArray<Outcome | undefined>): number[][] {
	const given = outcomes.flatMap((outcome, item) => {
		if (outcome?.kind !== 'created' && outcome?.kind !== 'duplicate') return [];
		const { id, interviewLink, email } = outcome.interview;
		const key = interviewLink ?? id ?? '';
		return [{ item, id, email, isNew: outcome.kind === 'created', key }];
	});
	return [...groupBy(given, ({ key }) => key)]
		.filter(([key, group]) => key && group.some(({ email }) => email !== group[0]?.email))
		.filter(([, group]) => new Set(group.flatMap(({ id }) => id ?? [])).size < group.length)
		.map(([, group]) => {
			const isOwned = group.filter(({ isNew }) => isNew).length === 1;
			return group.filter(({ isNew }) => !(isOwned && isNew)).map(({ item }) => item);
		});
}

function groupsOf(tasks: ReadonlyArray<Task | undefined>): Group[] {
	const items = [...tasks.keys()].filter((item) => tasks[item]);
	const groups = groupBy(items, (item) => keyOf(tasks[item] as Task));
	return [...groups.values()].map((group) => ({ items: group, next: 0 }));
}

/** Nothing here is known to throw; if it does, that costs one candidate and no other. */
const unexpected = (thrown: unknown): Settled =>
	refused(
		`This candidate could not be handled: ${thrownWords(thrown)} Whether the interview exists is not known: ${CONTINUE_WITH_LINK}.`,
	);

/** What the end of the run left open. */
function settledAtLast(outcome: Outcome | undefined): Settled | undefined {
	if (outcome?.kind === 'unknown') return notLookedUp(outcome.otherwise, 'the run ended before');
	return outcome?.kind === 'notSent' ? undefined : outcome;
}

function problemsOf(
	tasks: ReadonlyArray<Task | undefined>,
	listings: ReadonlyMap<string, Listing>,
	outcomes: Sent['outcomes'],
): string[] {
	const problems = new Set<string>();
	let [missing, searched] = [0, 0];
	for (const [jobId, listing] of listings) {
		const withoutLink = tasks.filter((task, item) => {
			const outcome = outcomes[item];
			const lacksLink = outcome?.kind === 'duplicate' && outcome.linkSource === null;
			return task?.candidate.jobId === jobId && task.wantsLink && lacksLink;
		}).length;
		if (withoutLink === 0) continue;
		if (listing.problem) problems.add(listing.problem);
		else [missing, searched] = [missing + withoutLink, searched + listing.searched];
	}
	if (missing > 0) {
		const them = missing === 1 ? 'one of them is' : `${missing} of them are`;
		problems.add(`${them} not in the list of ${searched} interviews that InterviewFlowAI gives`);
	}
	return [...problems];
}
