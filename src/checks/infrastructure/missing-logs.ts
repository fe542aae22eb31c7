/** Things that strangers or administrators reach, and that keep no record of it. */
import { defineRule } from '../rule.ts';
import { checkAttributes } from './attribute-rule.ts';

const ACCESS = {
  says: 'keeps no record of who reached it',
  remedy: 'Turn access logs on, and keep them where who runs it cannot change them.',
  mend: null,
} as const;

export const rule = defineRule({
  meta: {
    title: 'Nothing records who reached a thing, or what was done to it',
    area: 'infrastructure',
    severity: 'low',
    confidence: 'medium',
    cwe: [778],
    owasp: 'A09:2021',
  },
  needs: 'infrastructure',
  check: checkAttributes([
    {
      ...ACCESS,
      kinds: ['aws_cloudtrail'],
      path: [['enable_logging', 'is_logging']],
      wrong: ['false'],
      absent: 'right',
      mend: true,
      says: 'records nothing',
      severity: 'high',
    },
    {
      ...ACCESS,
      kinds: ['aws_cloudtrail'],
      path: ['enable_log_file_validation'],
      wrong: ['false'],
      absent: 'wrong',
      mend: true,
      says: 'does not tell a log that was changed from one that was not',
      remedy: 'Turn validation of log files on.',
    },
    {
      ...ACCESS,
      kinds: ['aws_api_gateway_stage', 'aws_apigatewayv2_stage'],
      path: [['access_log_settings', 'access_log_setting']],
      wrong: [],
      absent: 'wrong',
    },
    {
      ...ACCESS,
      kinds: ['aws_lb', 'aws_elb'],
      path: ['access_logs', 'enabled'],
      wrong: ['false'],
      absent: 'right',
      mend: true,
    },
    {
      ...ACCESS,
      kinds: ['aws_lb', 'aws_elb'],
      path: [['access_logs', 'access_logging_policy', 'load_balancer_attributes']],
      wrong: [],
      absent: 'wrong',
      unless: ({ platform, kind }) => platform === 'cloudformation' && kind === 'aws_lb',
    },
    {
      ...ACCESS,
      kinds: ['aws_cloudfront_distribution'],
      path: [['logging_config', 'distribution_config']],
      wrong: [],
      absent: 'wrong',
    },
    { ...ACCESS, kinds: ['aws_mq_broker'], path: ['logs', 'general'], wrong: ['false'], absent: 'wrong' },
    { ...ACCESS, kinds: ['aws_msk_cluster'], path: ['logging_info'], wrong: [], absent: 'wrong' },
    {
      ...ACCESS,
      kinds: ['aws_docdb_cluster', 'aws_neptune_cluster'],
      path: [['enabled_cloudwatch_logs_exports', 'enable_cloudwatch_logs_exports']],
      wrong: [],
      absent: 'wrong',
    },
    {
      ...ACCESS,
      kinds: ['aws_eks_cluster'],
      path: [['enabled_cluster_log_types', 'logging', 'cluster_enabled_log_types']],
      wrong: [],
      absent: 'wrong',
      says: 'keeps no record of what is asked of its control plane',
    },
    {
      ...ACCESS,
      kinds: ['google_container_cluster'],
      path: ['logging_service'],
      wrong: ['none'],
      absent: 'right',
      says: 'keeps no record of what runs in it',
      severity: 'medium',
    },
  ]),
});
