/** Hosts that lead inside, in every spelling; the numbers are those of the table of bad inputs. */
const innerHosts: Record<string, string[]> = {
  '1-9': [
    '127.0.0.1',
    '127.1',
    '0',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
  ],
  '10-15': ['127.0.0.1.', '127.00.0x1', '0x', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1'],
  '16-19': ['4294967296', '256.1.1.1', '1.2.3.4.5', 'xn--a'],
  '20-23': ['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[0000::1]'],
  '24-30': [
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:a9fe:a9fe]', '[::127.0.0.1]'],
    ...['[::ffff:0:127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]'],
  ],
  '31-33': ['[2002:7f00:1::]', '[2002:a9fe:a9fe::]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
  '34-39': ['[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[fec0::1]', '[ff02::1]', '[2001:db8::1]'],
  '40-43': ['[100::1]', '[5f00::1]', '[3fff::1]', '[fe80::1%25eth0]'],
  '44-46': ['10.0.0.1', '172.16.0.1', '192.168.0.1'],
  '47-53': [
    ...['169.254.169.254', '169.254.170.2', '2852039166', '0xA9FEA9FE', '100.100.100.200'],
    ...['192.0.0.192', '168.63.129.16'],
  ],
  '54-59': ['100.64.0.1', '198.18.0.1', '192.0.2.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  '60-64': [
    'localhost',
    'localhost.',
    'LOCALHOST',
    'foo.localhost',
    'metadata.google.internal',
    'instance-data',
  ],
  '65-68': ['redis:6379', 'postgres:5432', 'a.internal.', 'nas.local', 'router.lan'],
  '75-76': ['user:pass@127.0.0.1', 'example.com@127.0.0.1', 'a@[::1]'],
  '83-87': ['127.0.0.1:22', '127.0.0.1:25', '127.0.0.1:6379', '127.0.0.1:0', '127.0.0.1:65536', '8.8.8.8:22'],
}

/** Addresses that are wrong or lead inside by their form. */
const forms = [
  ...['http:127.0.0.1/f1', 'http:\\\\127.0.0.1/f2', 'http:///127.0.0.1/f3', '//127.0.0.1/f4'],
  ...['http://127.0.0.1#@example.com/f5', 'http://127.0.0.1\\@example.com/f6'],
  ...['file:///etc/passwd', 'ftp://127.0.0.1/', 'gopher://127.0.0.1:6379/_x', 'dict://127.0.0.1/'],
  ...['data:text/html,x', 'javascript:1', 'blob:http://127.0.0.1/1', 'jar:http://127.0.0.1!/', 'unix:/x'],
  ...[
    'http://unix:/var/run/docker.sock:/info',
    'http://',
    ' ',
    'http://a b/',
    'http://127.0.0.1/\r\nX-Evil: 1',
  ],
]

/** Every bad address of the table that can be judged without a name server, each one different. */
export const hostileAddresses = (): string[] => [
  ...Object.values(innerHosts)
    .flat()
    .flatMap((host, i) => [`http://${host}/${i}`, `https://${host}/s${i}`]),
  ...forms,
]

/** What a redirect may try to reach: both loopbacks, metadata, other schemes. `ports` are the canaries'. */
export const innerTargets = (ports: readonly number[]): string[] => [
  ...ports.flatMap((p) => [`http://127.0.0.1:${p}/`, `http://[::1]:${p}/`, `https://localhost:${p}/`]),
  ...[
    'http://2130706433/',
    'http://0/',
    'https://127.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://user:x@127.0.0.1/',
  ],
  ...[
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
  ],
]
