package gannet.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AllowedHostsTest {
    private final AllowedHosts hosts = AllowedHosts.of("hooks.example.org, *.example.net,chat.example.com:8443, 10.1.2.3:8080, localhost:9000");

    @Test void onlyWhatIsListedIsAllowed() {
        assertThat(allowed("https://hooks.example.org/a")).isTrue();
        assertThat(allowed("http://HOOKS.example.org/a")).isTrue();
        assertThat(allowed("https://a.b.example.net/")).isTrue();
        assertThat(allowed("https://chat.example.com:8443/")).isTrue();
        assertThat(allowed("http://10.1.2.3:8080/")).isTrue();
        assertThat(allowed("https://hooks.example.org:22/")).isFalse();
        assertThat(allowed("https://more.hooks.example.org/")).isFalse();
        assertThat(allowed("https://example.net/")).isFalse();
        assertThat(allowed("https://evilexample.net/")).isFalse();
        assertThat(allowed("https://chat.example.com/")).isFalse();
        assertThat(allowed("http://10.1.2.3/")).isFalse();
    }

    @Test void withoutAListNothingIs() {
        assertThat(AllowedHosts.of("").refusal(URI.create("https://hooks.example.org/"))).contains("This server sends to no webhook; an administrator allows hosts with --webhook-hosts.");
    }

    @Test void aListedNameMayNotLeadAnywhere() throws UnknownHostException {
        assertThat(leads("https://hooks.example.org/", "93.184.216.34")).isTrue();
        assertThat(leads("https://hooks.example.org/", "192.168.1.7")).isTrue();
        assertThat(leads("https://hooks.example.org/", "127.0.0.1")).isFalse();
        assertThat(leads("https://hooks.example.org/", "169.254.169.254")).isFalse();
        assertThat(leads("https://hooks.example.org/", "0.0.0.0")).isFalse();
        assertThat(leads("https://hooks.example.org/", "::1")).isFalse();
        assertThat(leads("https://a.example.net/", "93.184.216.34")).isTrue();
        assertThat(leads("https://a.example.net/", "10.0.0.1")).isFalse();
        assertThat(leads("https://a.example.net/", "100.64.0.1")).isFalse();
        assertThat(leads("https://a.example.net/", "fd00::1")).isFalse();
        assertThat(leads("http://10.1.2.3:8080/", "10.1.2.3")).isTrue();
        assertThat(leads("http://localhost:9000/", "127.0.0.1")).isTrue();
        assertThat(hosts.refusal(URI.create("https://hooks.example.org/"), InetAddress.ofLiteral("127.0.0.1")).orElseThrow()).isEqualTo(
                "hooks.example.org leads to 127.0.0.1, which is an address of this machine or its link; nothing is sent there unless an administrator lists that address in --webhook-hosts.");
    }

    @Test void aListThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> AllowedHosts.of("https://hooks.example.org, *")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("separated by commas, not \"https://hooks.example.org\"").hasMessageContaining("not \"*\"");
    }

    private boolean allowed(String address) { return hosts.refusal(URI.create(address)).isEmpty(); }

    private boolean leads(String address, String to) throws UnknownHostException { return hosts.refusal(URI.create(address), InetAddress.getByName(to)).isEmpty(); }
}
