import type { IWebhookFunctions } from 'n8n-workflow';
import { DOCUMENTED_EVENTS, type EventGroup, groupOf, OTHER } from './events';
import { booleanIn } from '../shared/values';
import { plainId } from './ids';
import type { ReceivedEvent } from './readDelivery';

export interface TriggerSettings {
	events: EventGroup[];
	/** Plain; none means all jobs. */
	jobIds: string[];
	skipRepeats: boolean;
	includeHeaders: boolean;
}

const ALL_EVENTS: EventGroup[] = [...DOCUMENTED_EVENTS, OTHER];

/** Reads the parameters. One that cannot be read counts as its default, since an event must not get lost by it. */
export function readSettings(context: IWebhookFunctions): TriggerSettings {
	const events = listOf(parameter(context, 'events'));
	const chosen = ALL_EVENTS.filter((event) => events.includes(event));
	return {
		events: chosen.length > 0 ? chosen : ALL_EVENTS,
		jobIds: listOf(parameter(context, 'options.jobIds')).map(plainId),
		skipRepeats: booleanIn(parameter(context, 'options.skipRepeats')) ?? true,
		includeHeaders: booleanIn(parameter(context, 'options.includeHeaders')) ?? false,
	};
}

/** Whether an event is of a chosen kind and job. One that names no job passes: it may be of any. */
export function isWanted({ event, jobId }: ReceivedEvent, settings: TriggerSettings): boolean {
	const isOfJob =
		jobId === null || settings.jobIds.length === 0 || settings.jobIds.includes(plainId(jobId));
	return isOfJob && settings.events.includes(groupOf(event));
}

function parameter(context: IWebhookFunctions, name: string): unknown {
	try {
		return context.getNodeParameter(name, undefined);
	} catch {
		return undefined;
	}
}

/** An expression may give a text with commas instead of a list, or a list instead of such a text. */
function listOf(value: unknown): string[] {
	return [value]
		.flat()
		.filter((entry) => typeof entry === 'string' || typeof entry === 'number')
		.flatMap((entry) => String(entry).split(','))
		.map((entry) => entry.trim())
		.filter(Boolean);
}
