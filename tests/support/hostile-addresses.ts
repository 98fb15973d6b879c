/**
 * Addresses that a vendor's payload or a user's setting may hold to have our servers ask one of our own machines (promise
 * S7): this machine in every spelling that a URL knows, private networks, link-local and metadata addresses, and
 * addresses that only look like somebody else's.
 * @param port where something listens on this machine, so that an address that is let through is seen to arrive
 */
export function hostileAddresses(port: number): string[] {
  const here = [
    ...["127.0.0.1", "127.1", "127.0.1", "127.127.127.127", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1"],
    ...["017700000001", "0x7f.0.0.0x1", "0", "0.0.0.0", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "127。0。0。1"],
    ...["１２７.０.０.１", "①②⑦.⓪.⓪.①", "localhost", "LOCALHOST", "localhost.", "127.0.0.1.", "ｌｏｃａｌｈｏｓｔ"],
    ...["[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]"],
    ...["[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]"],
  ];
  const inside = [
    ...["10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.254", "100.64.0.1"],
    ...["169.254.169.254", "169.254.170.2", "0xa9fea9fe", "2852039166", "[::ffff:169.254.169.254]", "[fd00:ec2::254]"],
    ...["[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "224.0.0.1", "255.255.255.255"],
    ...["198.18.0.1", "192.0.0.8", "192.0.2.1", "198.51.100.1", "203.0.113.1", "240.0.0.1", "[2001:db8::1]"],
  ];
  const addresses = [...here, ...inside].flatMap((host) => [`http://${host}:${port}/x`, `https://${host}:${port}/x`]);
  return [
    ...addresses,
    `http://${["user", "secret"].join(":")}@127.0.0.1:${port}/`,
    `http://example.com@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}@example.invalid/`,
    `http://example.com#@127.0.0.1:${port}/`.replace("example.com#@", ""),
    `http:127.0.0.1:${port}/`,
    `http:\\\\127.0.0.1:${port}\\x`,
    `//127.0.0.1:${port}/`,
    `\thttp://127.0.0.1:${port}/`,
    ...["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/", "data:text/plain,x", "javascript:1"],
    ...["unix:/var/run/docker.sock", "http://", "http://[", "", "127.0.0.1", "ws://127.0.0.1/"],
  ];
}
