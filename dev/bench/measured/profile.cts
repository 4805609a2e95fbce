import { type Profiler, Session } from 'node:inspector/promises';

/** Which layer a function belongs to, by the address of its file; the first that fits counts. */
const LAYERS: Array<[layer: string, address: RegExp]> = [
	['this package', /\/n8n-nodes-interviewflowai\/dist\//],
	['zod', /\/node_modules\/zod\//],
	['axios and proxy lookup', /\/(?:axios|proxy-from-env|follow-redirects|form-data|qs)\//],
	['expressions', /\/(?:expression-runtime|isolated-vm)\/|\/n8n-workflow\/dist\/cjs\/expression/],
	['n8n', /\/node_modules\/(?:@n8n|n8n-core|n8n-workflow|n8n-nodes-base|lodash)\//],
	['Node.js', /^node:/],
];

/**
 * Takes a CPU profile from now on.
 *
 * @returns ends it and gives the milliseconds that each layer was at work
 */
export async function startProfile(): Promise<() => Promise<Record<string, number>>> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: 200 });
	await session.post('Profiler.start');
	return async () => byLayer((await session.post('Profiler.stop')).profile);
}

function byLayer({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
	// Callers stand before those they call.
	const [layers, callers] = [new Map<number, string | undefined>(), new Map<number, string>()];
	for (const { id, callFrame, children = [] } of nodes) {
		const layer = layerOf(callFrame, callers.get(id));
		layers.set(id, layer);
		for (const child of children) if (layer) callers.set(child, layer);
	}
	const times: Record<string, number> = {};
	samples.forEach((id, index) => {
		const layer = layers.get(id);
		if (layer) times[layer] = (times[layer] ?? 0) + (timeDeltas[index] ?? 0) / 1000;
	});
	return times;
}

function layerOf(
	{ functionName, url }: Profiler.ProfileNode['callFrame'],
	caller = 'native code',
): string | undefined {
	if (functionName === '(idle)') return undefined;
	if (functionName === '(garbage collector)') return 'garbage collection';
	// Functions that are not JavaScript have no address. They count for the layer that calls them.
	return LAYERS.find(([, address]) => address.test(url))?.[0] ?? caller;
}
