package io.meanwhile.app.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;

/** The participant that does nothing, over HTTP on a free port of loopback. */
final class HttpNoOpParticipant implements AutoCloseable {
  private final Tomcat server;

  private HttpNoOpParticipant(Tomcat server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param directory for the server's own files
   */
  static HttpNoOpParticipant start(Path directory) throws IOException {
    Registry.disableRegistry(); // as the service does, which complains when it comes too late
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("acceptCount", "1024");
    Tomcat server = new Tomcat();
    server.setSilent(true);
    server.setBaseDir(directory.toString());
    server.setConnector(connector);
    Context context = server.addContext("", null);
    Tomcat.addServlet(context, "answers", new Answers());
    context.addServletMappingDecoded("/", "answers");
    try {
      server.start();
    } catch (LifecycleException e) {
      throw new IOException("the participant does not start", e);
    }
    return new HttpNoOpParticipant(server);
  }

  String url() {
    return "http://127.0.0.1:" + server.getConnector().getLocalPort();
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
      server.destroy();
    } catch (LifecycleException e) {
      throw new IOException("the participant does not stop", e);
    }
  }

  private static final class Answers extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final byte[] DONE = "{\"status\":\"final\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] REFUSED =
        "{\"status\":\"refused\",\"reason\":\"out of stock\"}".getBytes(StandardCharsets.UTF_8);

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getInputStream().readAllBytes();
      byte[] body = request.getRequestURI().equals("/refuse") ? REFUSED : DONE;
      response.setContentType("application/json");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
