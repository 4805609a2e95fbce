import { refused } from '../../../shared/items';
import { plainEmail } from '../../../shared/emails';
import { OPEN, withoutInterview } from './answer';
import { noteSending } from './attempts';
import { groupBy } from '../../../shared/groups';
import { workThrough } from '../../../shared/pool';
import type { Run } from '../../../shared/run';
import { counted, thrownWords } from '../../../shared/texts';
import { type Listing, listInterviews, notLookedUp, settledBy } from './lookUp';
import type { Memory } from './memory';
import {
	keyOfCandidate,
	type Outcome,
	repeated,
	type Settled,
	type Task,
	wantsLink,
} from './outcome';
import { placementOf } from './placement';
import { sendCandidate } from './sendCandidate';

export interface Sending {
	run: Run;
	/** What earlier tries of the same run found out, if n8n repeats runs of this node. */
	memory: Memory | undefined;
	endsAtRefusal: boolean;
}

/**
 * Sends all candidates of a run, each job and email address once, and sets what became of each: `task.settled`.
 *
 * Candidates whose outcome is unknown are looked up at the end, in one list per job. Where a refusal ends the run, the
 * first unknown candidate may be such a refusal. So it pauses the run: when all requests under way were answered, the
 * lists settle the unknown candidates, and the run goes on or ends. Later unknown candidates wait for the end.
 *
 * @returns phrases that say why links of duplicates may be missing
 */
export async function sendAll(
	tasks: Task[],
	{ run, memory, endsAtRefusal }: Sending,
): Promise<string[]> {
	const startedAt = run.clock.now();
	let pausesAtUnknown = endsAtRefusal;
	let isPaused = false;

	const keep = (task: Task, outcome: Outcome) => {
		task.outcome = outcome;
		memory?.keep(task, outcome);
	};
	/** Ends the run at a refusal and pauses it at an unknown candidate, where the run ends at refusals. */
	const endOrPauseAt = (task: Task) => {
		const { outcome } = task;
		if (!endsAtRefusal || !outcome || outcome.kind === 'notSent') return;
		if (outcome.kind === 'unknown') isPaused ||= pausesAtUnknown;
		else if (placementOf(outcome, task).kind === 'refused' && !mayGetLink(task)) run.end();
	};
	const goesOn = () => !run.isOver() && !isPaused;
	/** Sends the items of a group, which have the same job and email address, until one is not refused. */
	const sendGroup = async (group: Task[]): Promise<void> => {
		for (const task of group) {
			if (!task.outcome) Object.assign(task, memory?.recall(task));
			endOrPauseAt(task);
		}
		// All items of a group are one candidate: where an earlier run of the node lost the answer of any of them, the
		// interview may exist, also when another one is sent first now.
		const lost = group.findLast((task) => task.lost)?.lost;
		for (const [at, task] of group.entries()) {
			if (!goesOn() || !nextIsSent(group[at - 1]?.outcome)) return;
			if (task.outcome) continue;
			const attempt = noteSending(task, run.execution);
			keep(task, await sendCandidate(task, run, lost).catch(unexpected));
			attempt.until = run.clock.now();
			endOrPauseAt(task);
		}
	};
	const groups = [...groupBy(tasks, keyOfCandidate).values()];
	const sendGroups = async () => {
		const left = groups.filter((group) => group.some(({ outcome }) => !outcome));
		await workThrough(run, left, sendGroup, goesOn);
	};

	await sendGroups();
	if (isPaused) {
		await lookUp(tasks.filter(isUnknown), run, keep);
		pausesAtUnknown = false;
		isPaused = false;
		tasks.forEach(endOrPauseAt);
		await sendGroups();
	}
	// The list tells whose they are: one that was created since this run began is the run's own.
	const lost = { since: startedAt, until: run.clock.now() };
	for (const { task, outcome } of sharedInterviews(tasks)) {
		keep(task, withoutInterview(outcome, task, lost));
	}
	const open = tasks.filter((task) => isUnknown(task) || mayGetLink(task));
	const listings = await lookUp(open, run, keep);
	groups.forEach(settle);
	return problemsOf(tasks, listings);
}

/** Settles candidates by the lists of interviews of their jobs. Returns these lists by job ID. */
async function lookUp(
	open: Task[],
	run: Run,
	keep: (task: Task, outcome: Outcome) => void,
): Promise<Map<string, Listing>> {
	const listings = new Map<string, Listing>();
	const jobs = [...groupBy(open, ({ candidate }) => candidate.jobId)];
	await workThrough(run, jobs, async ([jobId, ofJob]) => {
		const emails = new Set(ofJob.map(({ candidate }) => plainEmail(candidate.email)));
		const listing = await listInterviews(jobId, emails, run);
		listings.set(jobId, listing);
		for (const task of ofJob) {
			if (task.outcome) keep(task, settledBy(listing, task.outcome, task, run));
		}
	});
	return listings;
}

const isUnknown = ({ outcome }: Task) => outcome?.kind === 'unknown';

/** Whether the list may give a duplicate a link, or a better one than that which was rebuilt from its ID. */
const mayGetLink = (task: Task) =>
	task.outcome?.kind === 'duplicate' && task.outcome.linkSource !== 'answer' && wantsLink(task);

/** Whether the next item of a group is sent: only where the one before was refused, perhaps for a field that differs. */
function nextIsSent(before: Outcome | undefined): boolean {
	const likely = before?.kind === 'unknown' && !before.lost ? before.otherwise : before;
	return !likely || likely.kind === 'refused';
}

/**
 * The items whose interview the service gave for another candidate, too, to whom it may belong. Interviews are the same
 * where their links are. Where one was created for exactly one of these items, it belongs to that candidate, and only
 * the others are returned. Where each has an ID of its own, they only share the link, and none is returned.
 */
function sharedInterviews(tasks: Task[]) {
	const given = tasks.flatMap((task) => {
		const { outcome } = task;
		return outcome?.kind === 'created' || outcome?.kind === 'duplicate' ? [{ task, outcome }] : [];
	});
	const byLink = groupBy(given, ({ outcome }) => outcome.interview.interviewLink ?? '');
	byLink.delete('');
	return [...byLink.values()].flatMap((group) => {
		if (group.length === 1) return [];
		const interviews = group.map(({ outcome }) => outcome.interview);
		const hasOneEmail = interviews.every(({ email }) => email === interviews[0]?.email);
		const ids = new Set(interviews.flatMap(({ id }) => id ?? []));
		if (hasOneEmail || ids.size === group.length) return [];
		const others = group.filter(({ outcome }) => outcome.kind !== 'created');
		return others.length === group.length - 1 ? others : group;
	});
}

/** Nothing in sending is known to throw. If something does, only this candidate is refused. */
const unexpected = (thrown: unknown): Settled =>
	refused(`This candidate could not be handled: ${thrownWords(thrown)} ${OPEN}`);

/** Settles the items of a group. One that was not sent is a repeat of the last one before it that was. */
function settle(group: Task[]): void {
	let original: Settled | undefined;
	for (const task of group) {
		const { outcome } = task;
		task.settled = outcome ? settledAtLast(outcome) : original && repeated(original, task);
		if (outcome) original = task.settled;
	}
}

/** The outcome when nothing more is looked up; undefined for a candidate who was not sent. */
function settledAtLast(outcome: Outcome): Settled | undefined {
	if (outcome.kind === 'unknown') return notLookedUp(outcome.otherwise, 'the run ended before');
	return outcome.kind === 'notSent' ? undefined : outcome;
}

/** Why duplicates that want a link have none: problems of the lists, or that a complete list does not hold it. */
function problemsOf(tasks: Task[], listings: ReadonlyMap<string, Listing>): string[] {
	const listed = tasks.flatMap((task) => {
		const { settled } = task;
		const lacksLink = settled?.kind === 'duplicate' && settled.linkSource === null;
		return lacksLink && wantsLink(task) ? (listings.get(task.candidate.jobId) ?? []) : [];
	});
	const problems = new Set(listed.flatMap(({ problem }) => problem ?? []));
	const missing = listed.filter(({ problem }) => !problem);
	if (missing.length > 0) {
		const searched = [...new Set(missing)].reduce((sum, listing) => sum + listing.searched, 0);
		problems.add(
			`InterviewFlowAI lists ${counted(searched, 'interview')}, but no link for ${missing.length} of these candidates`,
		);
	}
	return [...problems];
}
