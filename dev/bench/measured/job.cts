/** What the command and the processes it measures tell each other. */
import type { Candidates } from './candidates.cts';

/** Who does the work. The readers read the interviews of a job, page by page. */
type Kind = 'node' | 'httpRequest' | 'sequentialLoop' | 'idle' | 'bareClient' | `reading${Reader}`;
type Reader = 'Node' | 'HttpRequest' | 'BareClient';

/** How it is set; `name` is for people. */
export interface Contender {
	kind: Kind;
	name: string;
	/** Requests at a time. */
	concurrency?: number;
	/** Fields that are computed, which this package's node cannot take from the item itself. */
	computed?: boolean;
	/** Of HTTP Request: so many items in a batch, and one batch a second. */
	perSecond?: number;
}

/** A run to be measured. */
export interface Job {
	contender: Contender;
	/** Candidates to send in the run, or interviews to read. */
	count: number;
	/** As many candidates or interviews in the run before it, which is not measured. */
	warmUp: number;
	service: { url: string; apiKey: string };
	/** The unpacked package. */
	packageFolder: string;
	/** Whether to find out where the CPU time goes, which takes some itself. */
	profiled?: boolean;
	/** Whether to watch for blocks of the event loop, which costs a little, too. */
	watched?: boolean;
}

/** What a run cost. */
export interface Measurement {
	seconds: number;
	/** User and system time of the whole process, threads of the garbage collector included. */
	cpuMsPerItem: number;
	/** The most memory the process ever had, in MB of 1,000,000 bytes. */
	peakRssMb: number;
	/** Interviews that came out with a link. */
	links: number;
	/** Milliseconds per layer, if the run was profiled. */
	layers?: Record<string, number>;
	/** The longest time for which nothing else in the process had a turn, in milliseconds, if it was watched. */
	blockMs?: number;
}

/** What loading the node and the credential adds to n8n's start. */
export interface StartUp {
	milliseconds: number;
	heapKb: number;
}

/** Sends candidates, or reads as many interviews. */
export type SendAll = (candidates: Candidates) => Promise<CountLinks>;
/** Counts the interviews that came out with a link. It is called after the measurement, which would include it otherwise. */
export type CountLinks = () => number;
