/*
 * Everything that can go wrong between the node and the service, all in one run: each candidate meets a fault of its
 * own at the first try. Afterwards each is on the right output, and the service holds no candidate twice.
 */
import { FAULT_CATALOGUE, type Fault, startService } from '../../dev/interviewFlowAi/service.cts';
import {
	faultsOf,
	originsOf,
	people,
	person,
	sentTo,
	until,
} from '../../dev/engine/createLinks.cts';
import { createAll, service } from './localService.cts';

/** What the catalogue has one example of, with a redirect to a server that listens. */
function allFaults(elsewhere: string): Record<string, Fault> {
	const location = `${elsewhere}/elsewhere`;
	return {
		...FAULT_CATALOGUE,
		'a body that drips for too long': { kind: 'dripBody', bytes: 8, everyMs: 150 },
		'408': { kind: 'status', status: 408 },
		'408 after creating': { kind: 'status', status: 408, carryOut: true },
		'418': { kind: 'status', status: 418 },
		'599 HTML': { kind: 'html', status: 599 },
		'echoed API key with 400': { kind: 'echoKey', status: 400 },
		'echoed API key with 201': { kind: 'echoKey', status: 201 },
		'a bare null': { kind: 'json', status: 201, body: null },
		'a link that is none': { kind: 'json', status: 201, body: { data: { interviewLink: 'x' } } },
		'redirect 302': { kind: 'redirect', status: 302, location },
		'redirect 307': { kind: 'redirect', status: 307, location },
	};
}

/** These are no reason to try again: the candidate is refused. All others end as Created. */
const REFUSED: Record<string, RegExp> = {
	...Object.fromEntries(
		[
			...['HTML with 200', 'empty 200', 'empty 204', 'huge body', 'error: null'],
			...['echoed API key with 201', 'a bare null', 'a link that is none'],
		].map((name) => [name, /gave no interview link/]),
	),
	'echoed API key with 400': /did not accept this candidate \(400\)/,
	'418': /answered 418/,
	'redirect 302': /redirect to another address \(302\)/,
	'redirect 307': /redirect to another address \(307\)/,
};

/** One try is enough. */
const NOT_SENT_AGAIN = [
	...Object.keys(REFUSED),
	// These spoil nothing: the first answer counts.
	...['slow', 'late answer after creating', 'dripping body'],
	...['JSON as text/plain', 'gzip', 'odd keys'],
	// Their answer is lost although it came: it is looked up.
	...['truncated JSON', 'HTML with 201 after creating', 'empty 201 after creating'],
];

it('a fault at the first try: Created with the right link, or refused with a reason, after no more tries than needed', async () => {
	const elsewhere = await startService();
	const faults = Object.entries(allFaults(elsewhere.url));
	service.set({ faults: faultsOf(faults.map(([, fault]) => [fault])) });

	const { outputs } = await createAll(people(faults.length), {
		options: { timeout: 5, concurrency: 50 },
	});

	const sent = sentTo(service);
	const found = outputs.map((items) =>
		originsOf(items).map((from, at) => {
			const { json } = items[at]!;
			const isOwn = ({ email }: { email: string }) => email === person(from).email;
			const links = service.interviews.filter(isOwn).map(({ interviewLink }) => interviewLink);
			const tries = sent.filter((email) => email === person(from).email).length;
			const says = json.error ?? `${String(json.outcome)} ${String(json.interviewLink)}`;
			return { name: faults[from]![0], tries, says, links };
		}),
	);
	const [created, refused] = [false, true].map((isRefused) =>
		faults.flatMap(([name], from) => {
			if (name in REFUSED !== isRefused) return [];
			const tries = NOT_SENT_AGAIN.includes(name) ? 1 : 2;
			const held = service.interviews.find(({ email }) => email === person(from).email);
			const link = held?.interviewLink;
			return isRefused
				? { name, tries, says: expect.stringMatching(REFUSED[name]!), links: [] }
				: { name, tries, says: `created ${link}`, links: [link] };
		}),
	);
	expect(found).toEqual([created, [], refused]);
	expect(elsewhere.received).toEqual([]);
	await until(() => service.inFlight() === 0);
	await elsewhere.stop();
});

it('no answer at all: is given up after the time set, as often as set', async () => {
	service.set({ faults: { always: { create: { kind: 'stall' } } } });
	const startedAt = Date.now();

	const { json } = await createAll([person(0)], { options: { timeout: 1, maxTries: 1 } });

	expect(json[2]![0]!.error).toMatch(/tried once.*no answer came in time/);
	expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
});
