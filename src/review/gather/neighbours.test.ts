import { describe, expect, it } from '@jest/globals';
import { neighboursOf } from './neighbours.ts';

const TREE = [
  'README.md',
  'src/app.ts',
  'src/app.module.ts',
  'src/orders/orders.controller.ts',
  'src/orders/orders.service.ts',
  'src/orders/orders.service.test.ts',
  'src/users/users.controller.ts',
  'src/app/api/orders/route.ts',
  'src/app/api/teams/[teamId]/route.ts',
  'src/middleware.ts',
  'node_modules/express/index.js',
  'other/service/main.ts',
];

describe('the neighbours of a change', () => {
  it('lie in its folder, or run before all routes', () => {
    expect(neighboursOf(['src/orders/orders.controller.ts'], TREE)).toEqual([
      'src/app.module.ts',
      'src/middleware.ts',
      'src/orders/orders.service.ts',
    ]);
  });

  it('have its name where names make routes', () => {
    expect(neighboursOf(['src/app/api/teams/[teamId]/route.ts'], TREE)).toContain('src/app/api/orders/route.ts');
    expect(neighboursOf(['src/orders/orders.service.ts'], TREE)).not.toContain('src/app/api/orders/route.ts');
  });

  it('are none where no code is changed', () => {
    expect(neighboursOf(['README.md'], TREE)).toEqual([]);
  });

  it('are the nearest of many', () => {
    const many = Array.from({ length: 40 }, (_, index) => `api/${'deep/'.repeat(index)}route.ts`);
    const limits = { siblings: 1, cousins: 3, first: 1 };
    expect(neighboursOf(['api/deep/deep/route.ts'], many, limits)).toEqual([
      'api/deep/deep/deep/route.ts',
      'api/deep/route.ts',
      'api/deep/deep/deep/deep/route.ts',
    ]);
  });
});
