import { readJobs } from '../../../shared/jobs/resolveJob';
import { fieldReader, fieldsReader } from '../../../shared/parameters';
import { allOf, ok, type Result } from '../../../shared/result';
import { mapInSlices } from '../../../shared/slices';
import { booleanIn } from '../../../shared/values';
import type { Execution } from '../execution';
import { readChoice } from '../values/choice';
import { onDuplicate, type OnDuplicate } from './description';
import type { Task } from './outcome';
import { PROPERTIES, toCandidate } from './request';

/** Reads and checks all items before the first request; a problem says why a candidate cannot be sent. Never throws. */
export async function readItems(execution: Execution): Promise<Array<Result<Task>>> {
	const jobs = await readJobs(execution, execution.run);
	const { displayName, name } = onDuplicate;
	const readOnDuplicate = fieldReader(execution, displayName, name, (value) =>
		readChoice<OnDuplicate>(onDuplicate, value),
	);
	const readProperties = fieldsReader(execution, PROPERTIES);
	const looksUp = booleanIn(execution.options.lookUpExistingLink) ?? true;
	return await mapInSlices(jobs, (job, item) => {
		const jobId = job.ok ? ok(job.value.id) : job;
		return allOf<Task>({
			onDuplicate: readOnDuplicate(item),
			candidate: toCandidate({ jobId, ...readProperties(item) }),
			jobTitle: ok(job.ok ? job.value.title : null),
			item: ok(item),
			looksUp: ok(looksUp),
		});
	});
}
