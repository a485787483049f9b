package com.hexabuilders.onboarding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** One canary's start in the forms that people drop by mistake; none of them names a partner. */
public final class CanaryShapes {

  private static final String JSON =
      """
      {"nombre": "José QuetzalName", "email": "QuetzalMail@example.com"}
      """;
  private static final String PLAIN =
      "Please onboard José QuetzalName, QuetzalMail@example.com, tel. +555 019-0019. Thanks!";

  private CanaryShapes() {}

  /** The bodies by what they are. */
  public static Map<String, String> all() {
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("prose", PLAIN);
    shapes.put("cut within the name", "{\"partner_data\": {\"nombre\": \"José QuetzalNa");
    shapes.put("cut within the address", "{\"email\": \"QuetzalMail@exam");
    shapes.put("table", "nombre;email\nJosé QuetzalName;QuetzalMail@example.com\n");
    shapes.put("name alone", "<nombre>Jose\u0301 QUETZALNAME</nombre>");
    shapes.put("telephone alone", "call 00 55 501 90 019 back");
    shapes.put("XML with entities", "<a><email>QuetzalMail&#64;example&#x2E;com</email></a>");
    shapes.put("HTML", "<td>Jos&eacute; QuetzalName</td>");
    shapes.put("HTML in HTML", "&lt;td&gt;QuetzalMail&amp;#64;example.com");
    shapes.put("form in Latin-1", "nombre=Jos%E9+QuetzalName");
    shapes.put("form", "nombre=Jos%C3%A9+QuetzalName&email=QuetzalMail%40example.com");
    shapes.put("mail", "Subject: x\n\nJos=C3=A9 Quetzal=\nName, QuetzalMail=40example.com");
    shapes.put("mail with a soft break", "Subject: x\n\nJos=C3=A9 Quetzal=\nName");
    shapes.put("escapes", escaped(JSON) + " and more");
    shapes.put("text in JSON", quoted(JSON));
    shapes.put("text in text in JSON", "{\"data\": " + quoted(quoted(escaped(JSON))) + "}");
    shapes.put(
        "UTF-16 as it is", new String(JSON.getBytes(UTF_16LE), UTF_8).replace('\0', '\uFFFD'));
    shapes.put("JSON in base64", event(base64(JSON.getBytes(UTF_8))));
    shapes.put("Latin-1 in base64", event(base64(PLAIN.getBytes(ISO_8859_1))));
    shapes.put("UTF-16 in base64", event(base64(JSON.getBytes(UTF_16BE))));
    shapes.put("cut base64", event(base64(JSON.getBytes(UTF_8))).substring(0, 130));
    shapes.put(
        "mail in base64",
        "\n\n"
            + Base64.getMimeEncoder(40, "\n".getBytes(UTF_8)).encodeToString(JSON.getBytes(UTF_8)));
    shapes.put("base64 by line", bare("harmless text") + "\n" + bare(PLAIN) + "\n" + bare("end"));
    shapes.put(
        "base64 for addresses",
        Base64.getUrlEncoder().encodeToString((PLAIN + "~~~???").getBytes(UTF_8)));
    shapes.put("gzip", event(base64(packed(JSON, out -> gzip(out)))));
    shapes.put("zlib", event(base64(packed(JSON, DeflaterOutputStream::new))));
    shapes.put("base64 in base64", event(base64(base64(JSON.getBytes(UTF_8)).getBytes(UTF_8))));
    shapes.put("form of escapes", "body=" + URLEncoder.encode(escaped(JSON), UTF_8));
    return shapes;
  }

  private static String event(String base64) {
    return "{\"specversion\": \"1.0\", \"type\": \"X\", \"data_base64\": \"" + base64 + "\"}";
  }

  private static String escaped(String text) {
    return text.replace("é", "\\u00e9").replace("@", "\\u0040");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String bare(String text) {
    return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static OutputStream gzip(OutputStream out) {
    try {
      return new GZIPOutputStream(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(String text, Function<OutputStream, OutputStream> packing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = packing.apply(bytes)) {
      packed.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
