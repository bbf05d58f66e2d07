/**
 * A command line that does not outlive the process that runs it, by whatever way that goes (`man setpriv`): a shell is
 * told of its end by the kernel, and ends its group, with all that the command has started. Run it `detached`, which
 * makes the group its own.
 */
export function dependent(command: string, args: string[]): [command: string, args: string[]] {
  const guard = `trap 'trap "" TERM; kill -TERM 0' TERM; "$@" & wait "$!"`;
  return ['setpriv', ['--pdeathsig', 'TERM', 'sh', '-c', guard, 'sh', command, ...args]];
}
