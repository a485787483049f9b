package com.hexabuilders.onboarding.api.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** Where the key comes from, and what happens if it cannot be used. */
@ExtendWith(OutputCaptureExtension.class)
class InstanceKeyTest {

  /** Test 1 of RFC 8032, as openssl writes the private key. */
  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String OPEN =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  @TempDir Path folder;

  @Test
  void a_key_is_made_once_for_its_owner_alone_and_stays() throws IOException {
    Path data = folder.resolve("data");
    String first = made(data).open().id();
    Path file = data.resolve("receipt-key.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(data).isDirectoryNotContaining("glob:**.pem.*");
    assertThat(made(data).open().id()).isEqualTo(first);
    assertThat(made(folder.resolve("other")).open().id()).isNotEqualTo(first);
  }

  @Test
  void instances_that_make_it_at_once_have_one_key() {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 40).parallel().forEach(i -> ids.add(made(folder).open().id()));
    assertThat(ids).hasSize(1);
  }

  @Test
  void a_key_of_openssl_is_taken_and_has_its_own_public_key() throws IOException {
    Path file = folder.resolve("key.pem");
    Files.writeString(file, pem("302e020100300506032b657004220420" + SEED));
    SigningKey key = instance(file.toString(), folder).key().orElseThrow();
    assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(key.open().text())))
        .isEqualTo("302a300506032b6570032100" + OPEN);
    assertThat(PublicReceiptKey.ofAnswer(key.open().answer().toString())).contains(key.open());
    assertThat(folder.resolve("receipt-key.pem")).doesNotExist();
  }

  @Test
  void a_file_that_is_missing_unreadable_cut_or_of_another_kind_ends_the_start()
      throws IOException, GeneralSecurityException {
    Path file = folder.resolve("key.pem");
    assertRefused(file, "is not there");
    Files.createDirectory(file);
    assertRefused(file, "cannot be read");
    Files.delete(file);
    String whole = SigningKey.made().pem();
    for (String wrong :
        new String[] {
          "",
          whole.substring(0, 60),
          whole.replace("PRIVATE", "PUBLIC"),
          whole.replaceFirst("(?m)^(MC.{20}).*$", "$1"),
          whole + whole,
          pem(HexFormat.of().formatHex(otherKind("Ed448"))),
          pem(HexFormat.of().formatHex(otherKind("RSA")))
        }) {
      Files.writeString(file, wrong);
      assertRefused(file, "has no whole Ed25519 private key");
    }
  }

  @Test
  void a_cut_key_in_the_data_folder_ends_the_start_with_one_sentence(CapturedOutput output)
      throws IOException {
    Files.writeString(folder.resolve("receipt-key.pem"), "-----BEGIN PRIVATE KEY-----\nMC4C");
    assertThatThrownBy(
        () ->
            new SpringApplicationBuilder(InstanceKey.class)
                .web(WebApplicationType.NONE)
                .run("--onboarding.data-dir=" + folder));
    assertThat(output)
        .contains(
            "The receipt key " + folder.resolve("receipt-key.pem"), "restore it from a backup")
        .doesNotContain("\tat ");
  }

  @Test
  void where_no_key_can_be_made_the_start_goes_on_and_receipts_are_refused(CapturedOutput output)
      throws IOException {
    Path noFolder = Files.writeString(folder.resolve("file"), "");
    InstanceKey none = instance("", noFolder);
    assertThat(none.key()).isEmpty();
    assertThat(output).contains("There are no receipts", "onboarding.receipt.key-file");
    ReceiptApi api = new ReceiptApi(null, null, null, none);
    for (Reply reply : new Reply[] {api.key(), api.receipt("acme", Caller.local("127.0.0.1"))}) {
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body().get("detail").asText()).contains("onboarding.receipt.key-file");
    }
    assertThat(api.receipt("no id", Caller.local("127.0.0.1")).status()).isEqualTo(404);
  }

  private static void assertRefused(Path file, String fault) {
    assertThatThrownBy(() -> instance(file.toString(), file.getParent()))
        .isInstanceOf(RefusedReceiptKey.class)
        .hasMessageContaining("The receipt key " + file + " " + fault)
        .hasMessageContaining("onboarding.receipt.key-file");
  }

  private static byte[] otherKind(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
  }

  private static String pem(String hex) {
    String text = Base64.getMimeEncoder().encodeToString(HexFormat.of().parseHex(hex));
    return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
  }

  private static SigningKey made(Path dataFolder) {
    return instance("", dataFolder).key().orElseThrow();
  }

  private static InstanceKey instance(String keyFile, Path dataFolder) {
    return new InstanceKey(
        new ReceiptSettings(keyFile),
        new MockEnvironment().withProperty("onboarding.data-dir", dataFolder.toString()));
  }
}
