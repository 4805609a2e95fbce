/** The job all candidates are for. */
export const JOB_ID = 'b1f4c6a2-0d3e-4a57-9c1b-5e8f7a2d4c01';

/** As an applicant tracking system hands them on. */
export type Candidates = ReturnType<typeof createCandidates>;

/** Made-up candidates; `group` tells those of one run from those of another. */
export function createCandidates(count: number, group: string) {
	return Array.from({ length: count }, (_, index) => ({
		externalId: `${group}-${index}`,
		name: `Candidate ${index}`,
		email: `candidate.${index}@${group}.example.com`,
		resumeUrl: `https://files.example.com/${group}/${index}.pdf`,
		phone: '+49 30 5550100',
		source: 'careers page',
		stage: 'screening',
		appliedAt: '2026-07-01T10:30:00.000Z',
	}));
}
