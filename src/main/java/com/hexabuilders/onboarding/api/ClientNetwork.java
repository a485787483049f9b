package com.hexabuilders.onboarding.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * The address or network by which limits count a client. A client with IPv4 has one address. A
 * client with IPv6 has a network of 2^64 addresses for itself (RFC 6177). It could use another
 * address for each try, so limits count its network.
 */
public final class ClientNetwork {

  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

  private ClientNetwork() {}

  /**
   * Returns the network of 64 bits of an IPv6 address, e.g. {@code 20010db800000001/64}. Everything
   * else is returned as it is. No name is looked up.
   *
   * @param address as a socket gives it, with or without brackets and zone
   */
  public static String of(String address) {
    if (address == null || address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName("[" + literal(address) + "]").getAddress();
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64"
          : InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private static String literal(String address) {
    String bare = address.replace("[", "").replace("]", "");
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }
}
