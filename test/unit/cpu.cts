/** Milliseconds this process has worked; unlike a clock, it stands still while other processes have their turn. */
export function workedMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
