package io.meanwhile.app.security;

import java.util.List;

/** One address with the roles that are let in there: method, path as mapped, path to call, body. */
record Address(String method, String mapped, String path, String body, String roles) {
  private static final String READERS = "viewer starter operator admin";

  /** Method, path as mapped, path to call, body, and the roles that are let in. */
  static final List<Address> TABLE =
      List.of(
          new Address("POST", "/api/v1/definitions", "", "{}", "admin"),
          new Address("GET", "/api/v1/definitions", "", "", READERS),
          new Address("GET", "/api/v1/definitions/{name}", "/api/v1/definitions/a", "", READERS),
          new Address(
              "GET",
              "/api/v1/definitions/{name}/{version}",
              "/api/v1/definitions/a/1",
              "",
              READERS),
          new Address(
              "GET",
              "/api/v1/definitions/{name}/{version}/drawing",
              "/api/v1/definitions/a/1/drawing",
              "",
              READERS),
          new Address("GET", "/api/v1/schema/definition", "", "", READERS),
          new Address("GET", "/api/v1/schema/scenario", "", "", READERS),
          new Address("POST", "/api/v1/sagas", "", "{}", "starter admin"),
          new Address("GET", "/api/v1/sagas", "", "", READERS),
          new Address("GET", "/api/v1/sagas/{saga}", "/api/v1/sagas/a", "", READERS),
          new Address(
              "GET", "/api/v1/sagas/{saga}/standing", "/api/v1/sagas/a/standing", "", READERS),
          new Address("GET", "/api/v1/sagas/{saga}/events", "/api/v1/sagas/a/events", "", READERS),
          new Address(
              "POST",
              "/api/v1/sagas/{saga}/observations",
              "/api/v1/sagas/a/observations",
              "{\"effect\": \"a/action/1\", \"id\": \"1\", \"status\": \"final\"}",
              "participant admin"),
          new Address(
              "POST",
              "/api/v1/sagas/{saga}/commands",
              "/api/v1/sagas/a/commands",
              "{\"type\": \"cancel\", \"reason\": \"x\"}",
              "operator admin"),
          new Address(
              "POST",
              "/api/v1/sagas/{saga}/commands",
              "/api/v1/sagas/a/commands",
              "{\"type\": \"message\", \"name\": \"x\", \"id\": \"1\"}",
              "starter participant operator admin"),
          new Address(
              "POST",
              "/api/v1/sagas/{saga}/commands",
              "/api/v1/sagas/a/commands",
              "{\"type\": \"decide\", \"step\": \"x\", \"choice\": \"y\", \"reason\": \"z\"}",
              READERS + " participant"),
          new Address(
              "POST",
              "/api/v1/messages",
              "",
              "{\"name\": \"x\", \"id\": \"1\"}",
              "starter participant operator admin"),
          new Address("GET", "/api/v1/messages", "", "", READERS),
          new Address("GET", "/api/v1/decisions", "", "", READERS),
          new Address("GET", "/api/v1/schedules", "", "", READERS),
          new Address("GET", "/api/v1/schedules/{name}", "/api/v1/schedules/a", "", READERS),
          new Address(
              "POST",
              "/api/v1/schedules/{name}/commands",
              "/api/v1/schedules/a/commands",
              "{\"type\": \"pause\", \"reason\": \"x\"}",
              "operator admin"),
          new Address(
              "POST", "/api/v1/sagas/{saga}/what-if", "/api/v1/sagas/a/what-if", "{}", READERS),
          new Address("GET", "/api/v1/sagas/{saga}/diff", "/api/v1/sagas/a/diff", "", READERS),
          new Address("POST", "/api/v1/commands", "", event("start-saga", "{}"), "starter admin"),
          new Address(
              "POST",
              "/api/v1/commands",
              "",
              event(
                  "observe",
                  "{\"saga\": \"a\", \"effect\": \"a/action/1\", \"id\": \"1\", \"status\":"
                      + " \"final\"}"),
              "participant admin"),
          new Address(
              "POST",
              "/api/v1/commands",
              "",
              event("cancel", "{\"saga\": \"a\", \"reason\": \"x\"}"),
              "operator admin"),
          new Address(
              "POST",
              "/api/v1/commands",
              "",
              event(
                  "answer",
                  "{\"saga\": \"a\", \"question\": 1, \"choice\": \"wait\", \"reason\": \"x\"}"),
              "operator admin"),
          new Address("GET", "/v3/api-docs", "", "", READERS + " participant"),
          new Address("GET", "/docs/errors.md", "", "", READERS + " participant"));

  boolean lets(Role role) {
    return List.of(roles.split(" ", -1)).contains(role.toString());
  }

  @Override
  public String toString() {
    return method + " " + mapped + " " + body;
  }

  private static String event(String type, String data) {
    return "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/t\", \"type\": \"meanwhile."
        + type
        + "\", \"data\": "
        + data
        + "}";
  }
}
