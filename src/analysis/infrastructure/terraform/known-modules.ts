/** Published modules that stand for one resource and hand its arguments on, by the end of their registry's name. */

/** https://registry.terraform.io/namespaces/terraform-aws-modules */
const MODULES: readonly (readonly [source: RegExp, kind: string])[] = [
  [/\bs3-bucket\/aws\/\/modules\/object$/, 'aws_s3_object'],
  [/\bs3-bucket\/aws$/, 'aws_s3_bucket'],
  [/\bsecurity-group\/aws(?:\/\/modules\/[\w-]{1,60})?$/, 'module/security-group'],
  [/\bvpc\/aws$/, 'module/vpc'],
  [/\bec2-instance\/aws$/, 'aws_instance'],
  [/\bautoscaling\/aws$/, 'aws_launch_template'],
  [/\bebs(?:-volume)?\/aws$/, 'aws_ebs_volume'],
  [/\beks\/aws$/, 'aws_eks_cluster'],
  [/\brds\/aws(?:\/\/modules\/db_instance)?$/, 'aws_db_instance'],
  [/\brds-aurora\/aws$/, 'aws_rds_cluster'],
  [/\bredshift\/aws$/, 'aws_redshift_cluster'],
  [/\bdms\/aws$/, 'aws_dms_replication_instance'],
  [/\bkms\/aws$/, 'aws_kms_key'],
  [/\bsqs\/aws$/, 'aws_sqs_queue'],
  [/\bsns\/aws$/, 'aws_sns_topic'],
  [/\blambda\/aws$/, 'aws_lambda_function'],
  [/\becr\/aws$/, 'aws_ecr_repository'],
  [/\balb\/aws$/, 'aws_lb'],
  [/\belb\/aws$/, 'aws_elb'],
  [/\biam\/aws\/\/modules\/iam-policy$/, 'aws_iam_policy'],
];

/** Null for modules of which nothing is known. */
export function kindOfModule(source: string): string | null {
  return MODULES.find(([pattern]) => pattern.test(source))?.[1] ?? null;
}
