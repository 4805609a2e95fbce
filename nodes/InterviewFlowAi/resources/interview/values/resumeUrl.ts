import { anyUrl, isHttp, isPrivateHost } from '../../../shared/addresses';
import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import { isBlank, trimmed } from '../../../shared/values';

const REMEDY =
	'Use the public address of the file, starting with https://, or leave the field empty.';
const LONGEST = 4000;

/** More names that are only known inside a company's or a home network. */
const INNER_NAME = /\.(?:home|corp|intranet)$/;

/**
 * Reads an optional address of a resume. The vendor downloads it from outside, so it has to be "publicly accessible":
 * http or https, without a password in it, and not on a machine or network of one's own.
 */
export function readResumeUrl(value: unknown, label: string): Result<string | undefined> {
	if (isBlank(value)) return ok(undefined);
	const found = `${label} is ${shown(value)}`;
	if (typeof value !== 'string') return wrong(`${found} instead of text. ${REMEDY}`);
	if (value.length > LONGEST) {
		return wrong(
			`${found}, which is ${value.length} characters long; up to ${LONGEST} can be sent. ${REMEDY}`,
		);
	}
	if (/[\s,;|]https?:\/\//i.test(trimmed(value))) {
		return wrong(`${found}, which is more than one address. ${REMEDY}`);
	}
	const url = anyUrl(trimmed(value));
	if (!url) return wrong(`${found}, which is not a complete web address. ${REMEDY}`);
	if (!isHttp(url)) {
		return wrong(`${found}, which is not an address on the web. ${REMEDY}`);
	}
	if (url.username || url.password) {
		return wrong(`${label} contains a user name or password. ${REMEDY}`);
	}
	if (isPrivateHost(url.hostname) || INNER_NAME.test(url.hostname.toLowerCase())) {
		return wrong(`${found}, which only your own network can reach, not InterviewFlowAI. ${REMEDY}`);
	}
	return ok(url.href);
}
