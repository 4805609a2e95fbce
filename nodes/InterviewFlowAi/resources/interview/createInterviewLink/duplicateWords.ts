/** What the words and flags of an answer mean: that the candidate already has an interview, or something else. Pure. */
import { dataOf } from '../../../shared/interview';
import { fieldsOf } from '../../../shared/json';
import { plainWords } from '../../../shared/texts';
import { booleanIn } from '../../../shared/values';

/** What may exist already. This and all patterns below are for words in lower case, as {@link plainWords} gives them. */
const WHO = '(?:candidate|applicant|interview|person|user|e-?mail(?: address)?)';

const EMAIL = '[^\\s@]+@\\S+';
/**
 * "candidate", "interview for Jane Doe", "user with this email and job ID", "jane@example.com"; not "candidate with this
 * phone number", which another candidate can have, too.
 */
const SUBJECT = `(?:${WHO}|${EMAIL})(?: for .{1,100}?| with .{0,100}?(?:${WHO}|@).{0,100}?| ${EMAIL})?`;
/** "already exists", "has already been invited", "already has an interview". */
const IS_THERE =
	'(?:(?:has |have )?already (?:been )?(?:exists?|invited|registered|interviewed)|already ha(?:s|ve|d) (?:an? |one |the )?(?:\\w+ )?interview)';

/**
 * "Candidate already exists", "jane@example.com already has an interview for this job", "duplicate email", and codes such
 * as CANDIDATE_ALREADY_EXISTS. The whole sentence has to fit: "Candidate already exists with another name" does not.
 */
const PLAIN = new RegExp(
	`(?:^|[.:] )(?:the |this |an? )?(?:${SUBJECT} ${IS_THERE}|duplicated? ${WHO}|${WHO} duplicated?)(?: for (?:this |the (?:same )?)?(?:job|position|interviewer|candidate)(?: [^\\s\\d@]*[\\d@]\\S*)?)?(?:\\. |[.!]?$)`,
);

/** Anything that may mean "exists already". */
const NEAR =
	/already|exist|duplicat|\bunique\b|conflict|\btaken\b|\bin use\b|registered|previously/;

/** "Job not found", "candidate does not exist" and the like; not "must not exist", which means that it does. */
const MISSING = new RegExp(
	`\\bd(?:o|oes|id)(?: not|n['’]t) (?:already )?exist|(?:\\bnot|\\bcannot|n['’]t|\\bunable to) (?:be )?(?:found|find)\\b|\\bno (?:\\w+ ){1,3}(?:exists|found)\\b|\\b(?:unknown|no such) (?:${WHO}|job|interviewer)\\b|exists? ?[=:] ?false`,
);

/** Words that say that a field of the request is wrong: "name is required", "email must be a valid address". */
const WRONG_FIELD =
	/\b(?:name|e-?mail(?: address)?|(?:job|interviewer) ?id|resume ?url|fields?)['"`]?:? (?:field )?(?:is |must be |must not be |cannot be )?(?:an? )?(?:invalid|required|missing|blank|empty|malformed|valid(?: [\w-]+){1,2})[.!]?$/;

/** Words for a job or an account that takes no candidates, as in "The job is closed" or "Upgrade your plan". */
const TAKES_NONE =
	/\b(?:closed|archived|inactive|disabled|expired|paused|limit|maximum|quota|credits?|published|plan|suspended)\b/;

/** Words for a candidate or an interview, also in languages with nearly the same word: "Kandidat", "candidato". */
const OF_CANDIDATE = new RegExp(`${WHO}|[ck]andidat`);

const some = (words: readonly string[], test: (sentence: string) => boolean) =>
	words.map(plainWords).some(test);

const isMissing = (sentence: string) => MISSING.test(sentence);
const isNear = (sentence: string) => NEAR.test(sentence.replace(MISSING, ''));

/** Whether words say plainly that the candidate or the interview exists already. */
export const saysDuplicate = (words: readonly string[]) =>
	some(words, (sentence) => PLAIN.test(sentence));

/**
 * Names of flags that mean "exists already" where they are true, such as `isDuplicate` and `alreadyExists`; and, as the
 * group, of those that mean it where they are false: `isNew`, `created`.
 */
const FLAG = /^(?:is|was)?(?:(?:already)?(?:duplicate|exist(?:s|ed|ing))|(new|created))$/;

/**
 * Whether a flag of an answer, of its data or of its meta says plainly that the interview exists already, as in
 * `{ isDuplicate: true }` or `{ data: { isNew: false } }`. In a refusal, `isNew: false` only says that nothing was created.
 */
export const flagsDuplicate = (json: unknown, isRefusal = false) =>
	[json, dataOf(json), fieldsOf(json).meta]
		.flatMap((place) => Object.entries(fieldsOf(place)))
		.some(([name, value]) => {
			const [flag, isNew] = FLAG.exec(name) ?? [];
			return flag && !(isNew && isRefusal) && booleanIn(value) === !isNew;
		});

/** Whether words may mean that the candidate or the interview exists already. */
export const comesNear = (words: readonly string[]) => some(words, isNear);

/** Whether words speak of a candidate or an interview at all, unless they say that there is none. */
export const speaksOfCandidate = (words: readonly string[]) =>
	some(words, (sentence) => OF_CANDIDATE.test(sentence) && !isMissing(sentence));

/** Whether all words plainly say something else: that something does not exist, or that a field is wrong. */
export const saysSomethingElse = (words: readonly string[]) =>
	words.length > 0 &&
	!some(
		words,
		(sentence) => isNear(sentence) || !(isMissing(sentence) || WRONG_FIELD.test(sentence)),
	);

/** Whether words say that a job or an account takes no candidates. */
export const takesNone = (words: readonly string[]) =>
	!comesNear(words) && some(words, (sentence) => TAKES_NONE.test(sentence));
