/** Users, bots and organisations as GraphQL shows them. */
import type { Account } from '../state/accounts.ts';
import type { Viewer } from './viewer.ts';

/** Bots are named without the `[bot]` that the REST API gives them. */
export function actorNode({ world }: Viewer, account: Account): Record<string, unknown> {
  return {
    __typename: account.type,
    id: account.nodeId,
    databaseId: account.id,
    login: account.login.replace(/\[bot\]$/, ''),
    name: account.name,
    url: `${world.url}/${account.login}`,
    resourcePath: `/${account.login}`,
    avatarUrl: `${world.url}/avatars/${account.id}`,
    createdAt: account.createdAt,
    ...(account.type === 'User' ? { email: account.email } : {}),
  };
}
