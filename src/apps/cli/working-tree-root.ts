/** The top folder of the working tree that a folder lies in. */
import { UserError } from '#domain/user-error.ts';

/** @throws UserError `not-a-repository` and its kin, `no-working-tree` */
export async function workingTreeRoot(dir: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const { locateRepository } = await import('#adapters/git/locate-repository.ts');
  const location = await locateRepository({ dir, environment });
  if (location.bare) {
    throw new UserError('no-working-tree', `${dir} is a bare repository.`, 'Run this in a checkout of it.');
  }
  const { output } = await location.git(['rev-parse', '--show-toplevel']);
  return output.toString('utf8').replace(/\n$/, '');
}
