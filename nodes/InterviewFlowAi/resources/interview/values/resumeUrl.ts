import { httpUrl, isPrivateHost } from '../../../shared/addresses';
import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import { isBlank } from '../../../shared/values';
import { readLine } from '../../../shared/line';

const REMEDY =
	'Use the public address of the file, starting with https://, or leave the field empty.';

/** Hosts that only the network of a company or a home knows, besides those of {@link isPrivateHost}. */
const INNER_NAME = /\.(?:home|corp|intranet)$/;

/**
 * Reads an optional address of a resume. The vendor downloads the file, so the address has to be "publicly accessible":
 * http or https, without a password in it, and not in a network of the user.
 */
export function readResumeUrl(value: unknown, label: string): Result<string | undefined> {
	if (isBlank(value)) return ok(undefined);
	const line = readLine(value, label, 'the public address of the file', 4000);
	if (!line.ok) return line;
	const refuse = (problem: string) => wrong(`${label} is ${shown(value)}, ${problem} ${REMEDY}`);
	if (/^https?:.*[\s,;|]https?:\/\//i.test(line.value))
		return refuse('which is more than one address.');
	const url = httpUrl(line.value);
	if (!url) return refuse('which is not a complete web address.');
	if (url.username || url.password) {
		return wrong(`${label} contains a user name or password. ${REMEDY}`);
	}
	if (isPrivateHost(url.hostname) || INNER_NAME.test(url.hostname)) {
		return refuse('which only your own network can reach, not InterviewFlowAI.');
	}
	return ok(url.href);
}
