/** What the words of a refusal tell about a candidate who may be there already. Pure. */
import { plainWords } from '../../../shared/texts';

const WHO = '(?:candidate|applicant|interview|person|user|e-?mail(?: address)?)';

/** "Already has an interview", "candidate already exists", "duplicate candidate" and the codes for them. */
const PLAIN = [
	/\balready (?:has|have|had) (?:an? |one |the )?(?:\w+ )?interview\b/,
	new RegExp(
		`\\b${WHO}\\b(?: with .{1,100}| .{1,100}@.{1,100})? (?:has |have )?already (?:been )?(?:exists?|invited|registered|interviewed)\\b`,
	),
	new RegExp(`\\b(?:duplicated? ${WHO}|${WHO} duplicated?)\\b(?! \\w)`),
];

/** Anything that may mean "there already", in sentences and in the codes of databases. */
const NEAR =
	/already|exist|duplicat|\bunique\b|conflict|\btaken\b|\bin use\b|registered|previously|e11000|p2002|dup entry|23505/;

/** What makes plain words doubtful: conditions, attempts, and other things of which candidates may have one. */
const DOUBTFUL =
	/\b(?:another|if|whether|check|cannot|could not|unable|no new|credits?|templates?|recruiter|blocklist|time)\b/;

/** "Does not exist" and its like. */
const MISSING =
	/(?:\bnot|\bcannot|n['’]t) (?:already )?(?:be )?(?:exist|found|find)|\b(?:no|none of the) (?:\w+ ){0,3}(?:exists?|found)\b|\bunable to find\b|\bcannot check\b|\b(?:unknown|no such|no longer)\b|exists? ?[=:] ?false/;

/** Words for a field that is wrong; of an interview they may mean the one that exists. */
const WRONG_FIELD =
	/^(?!.*\binterviews?\b).*\b(?:invalid|required|must|missing|blank|empty|malformed)\b/;

/** Words for a job or an account that takes no candidates. */
const TAKES_NONE =
	/\b(?:closed|archived|inactive|disabled|expired|paused|limit|maximum|quota|credits?|published|plan|suspended)\b/;

/** Who or what may be there already, in languages that share the word. */
const OF_CANDIDATE = new RegExp(`${WHO}|candidat|kandidat`);

const some = (words: readonly string[], test: (sentence: string) => boolean) =>
	words.map(plainWords).some(test);

const isMissing = (sentence: string) => MISSING.test(sentence);
const isNear = (sentence: string) => NEAR.test(sentence) && !isMissing(sentence);

/** Whether words say plainly that the candidate or the interview is there already. */
export function saysDuplicate(words: readonly string[]): boolean {
	const isPlain = (sentence: string) =>
		PLAIN.some((one) => one.test(sentence)) && !DOUBTFUL.test(sentence) && !isMissing(sentence);
	return some(words, isPlain);
}

/** Whether words come near that. */
export const comesNear = (words: readonly string[]) => some(words, isNear);

/** Whether words speak of a candidate or an interview at all, other than that there is none. */
export const speaksOfCandidate = (words: readonly string[]) =>
	some(words, (sentence) => OF_CANDIDATE.test(sentence) && !isMissing(sentence));

/** Whether words say plainly something else, each of them: that something is not there, or that a field is wrong. */
export const saysSomethingElse = (words: readonly string[]) =>
	words.length > 0 &&
	!some(
		words,
		(sentence) => isNear(sentence) || !(isMissing(sentence) || WRONG_FIELD.test(sentence)),
	);

/** Whether words say that a job or an account takes no candidates. */
export const takesNone = (words: readonly string[]) =>
	!comesNear(words) && some(words, (sentence) => TAKES_NONE.test(sentence));
