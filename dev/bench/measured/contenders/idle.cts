import { createNoOp } from '../../../engine/nodeTypes.cts';
import { compiled } from '../../../engine/underTest.cts';
import { onEngine } from '../engine.cts';
import type { Job, SendAll } from '../job.cts';

/** A node that only hands its items on: what n8n itself needs for them. */
export function idle({ packageFolder }: Job): SendAll {
	return onEngine({ ...compiled(packageFolder), nodeType: createNoOp() });
}
