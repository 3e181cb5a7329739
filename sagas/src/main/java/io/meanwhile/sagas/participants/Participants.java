package io.meanwhile.sagas.participants;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The real participants, served over HTTP. */
public final class Participants {

  private Participants() {}

  /** Serves on loopback, on the port given as the first argument (a free one without it). */
  public static void main(String[] arguments) throws IOException {
    var port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer.create(address, 0).start();
  }
}
