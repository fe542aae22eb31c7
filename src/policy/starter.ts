/** The policy that `countersign init` writes: every key with its default and what it does, ready to be changed. */

export const STARTER_POLICY = `# What Countersign asks of a change before it may be merged.
# It is read from the branch that a change is for, never from the change itself.
# Editors complete and check it with the schema that Countersign brings along:
# \`yaml-language-server: $schema=\` and the path of its schemas/policy.schema.json.

version: 1

# observe: the check always passes and says what it would need.
# enforce: the check fails until its requirements are met.
mode: observe

# What is sensitive here. All built-in areas are on; name one to change it.
#   paths        globs that add to what the area looks at by itself
#   countersign  when an owner must approve: always, assisted (where AI wrote
#                part of the change) or never
#   block        new findings of high confidence and at least this severity must
#                be fixed, whoever wrote them: low, medium, high, critical, never
#
# By default an owner is always asked for auth, secrets, workflows, agents and
# governance, and for changes to permissions in infrastructure; where AI
# assisted, also for data, dependencies, infrastructure, prompts, logging,
# integrations and crypto. Findings block from high.
areas:
  auth:
    countersign: always
    block: high
  # data:
  #   paths: ['src/reports/**']
  # An area of your own needs paths, and always asks if not told otherwise.
  # billing:
  #   paths: ['src/billing/**', 'packages/invoices/**']
  #   countersign: always

# Rules by id (\`countersign rules\` lists them): off, or another severity.
rules:
  # logging/secret-in-log: critical
  # workflows/unpinned-action: off

provenance:
  # Whether authors must say if AI helped: never, sensitive (for changes in
  # areas that can ask for a countersign) or always. Bots that are not AI, such
  # as Dependabot, are exempt.
  declaration: never
  # What a change counts as whose author had to say and did not: assisted or human.
  # undeclared: assisted
  # Tools and models that may take part: others need a countersign. Denied ones
  # block. By id, or by model with a star.
  # tools:
  #   allow: [claude-code, github-copilot]
  #   deny: [{ model: 'old-model-*', because: no longer approved }]

# Servers of the Model Context Protocol that agents may use. Without a list each
# new one is shown; with one, any other is a finding of high severity.
# agents:
#   servers: ['@modelcontextprotocol/*', 'mcp.example.com/*']
`;
