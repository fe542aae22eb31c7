/** Ports behind which there is an administration, a database or a protocol of one's own network; and which there are for the web. */
import type { PortRange } from './ingress.ts';

/** https://www.iana.org/assignments/service-names-port-numbers, and the products' own documentation. */
const SERVICES: ReadonlyMap<number, string> = new Map([
  [20, 'FTP'],
  [21, 'FTP'],
  [22, 'SSH'],
  [23, 'Telnet'],
  [25, 'SMTP'],
  [53, 'DNS'],
  [69, 'TFTP'],
  [110, 'POP3'],
  [111, 'RPC'],
  [135, 'RPC'],
  [137, 'NetBIOS'],
  [138, 'NetBIOS'],
  [139, 'NetBIOS'],
  [161, 'SNMP'],
  [389, 'LDAP'],
  [445, 'SMB'],
  [512, 'rexec'],
  [513, 'rlogin'],
  [514, 'rsh'],
  [636, 'LDAP'],
  [873, 'rsync'],
  [1433, 'SQL Server'],
  [1434, 'SQL Server'],
  [1521, 'Oracle'],
  [1522, 'Oracle'],
  [2049, 'NFS'],
  [2181, 'ZooKeeper'],
  [2375, 'Docker'],
  [2376, 'Docker'],
  [2379, 'etcd'],
  [2380, 'etcd'],
  [2382, 'SQL Server Analysis'],
  [2383, 'SQL Server Analysis'],
  [2483, 'Oracle'],
  [2484, 'Oracle'],
  [3000, 'a development server'],
  [3020, 'SMB'],
  [3306, 'MySQL'],
  [3389, 'RDP'],
  [4333, 'mSQL'],
  [4505, 'Salt'],
  [4506, 'Salt'],
  [5432, 'PostgreSQL'],
  [5500, 'VNC'],
  [5601, 'Kibana'],
  [5672, 'AMQP'],
  [5900, 'VNC'],
  [5984, 'CouchDB'],
  [5985, 'WinRM'],
  [5986, 'WinRM'],
  [6379, 'Redis'],
  [6443, 'Kubernetes'],
  [7000, 'Cassandra'],
  [7001, 'Cassandra'],
  [7199, 'Cassandra'],
  [8000, 'a development server'],
  [8020, 'Hadoop'],
  [8140, 'Puppet'],
  [8888, 'a notebook or console'],
  [9000, 'a console'],
  [9042, 'Cassandra'],
  [9092, 'Kafka'],
  [9160, 'Cassandra'],
  [9200, 'Elasticsearch'],
  [9300, 'Elasticsearch'],
  [10250, 'kubelet'],
  [11211, 'Memcached'],
  [11214, 'Memcached'],
  [11215, 'Memcached'],
  [11300, 'Beanstalk'],
  [15672, 'RabbitMQ'],
  [27017, 'MongoDB'],
  [27018, 'MongoDB'],
  [27019, 'MongoDB'],
  [50070, 'Hadoop'],
  [50470, 'Hadoop'],
  [61620, 'Cassandra'],
  [61621, 'Cassandra'],
]);

/** Of these ports, the ones at which something answers by UDP. */
const BY_UDP: ReadonlySet<number> = new Set([
  53, 69, 111, 135, 137, 138, 161, 389, 636, 1434, 2049, 11211, 11214, 11215,
]);

/** What stands behind the ports of a rule; the best known of many. Null where nothing does that is known here. */
export function serviceBehind(ports: readonly PortRange[], protocol: string): string | null {
  if (protocol === 'udp') {
    const port = [...BY_UDP].find((one) => ports.some((range) => holds(range, one)));
    return port === undefined ? null : (SERVICES.get(port) ?? null);
  }
  for (const port of [22, 3389]) if (ports.some((range) => holds(range, port))) return SERVICES.get(port) ?? null;
  for (const [port, service] of SERVICES) if (ports.some((range) => holds(range, port))) return service;
  return null;
}

function holds({ from, to }: PortRange, port: number): boolean {
  return from <= port && port <= to;
}

/** Meant for everyone, mostly. */
export function isWeb(ports: readonly PortRange[]): boolean {
  return ports.length > 0 && ports.every(({ from, to }) => from === to && (from === 80 || from === 443));
}

export function tellPorts(ports: readonly PortRange[]): string {
  const words = ports.map(({ from, to }) => {
    if (from <= 1 && to >= 65_535) return 'all ports';
    return from === to ? `port ${from}` : `ports ${from} to ${to}`;
  });
  return words.slice(0, 4).join(', ') || 'ports that are not known';
}
