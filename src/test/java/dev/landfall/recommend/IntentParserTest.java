package dev.landfall.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.RequestException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What words mean: each line an intent, what it says by key, and the words that mean nothing. */
class IntentParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        deploy ghcr.io/acme/shop-api:1.4 in shop on port 8080 with 3 replicas behind shop.example.com | host=shop.example.com image=ghcr.io/acme/shop-api:1.4 kind=Deployment namespace=shop port=8080 replicas=3
        a nightly cronjob running ghcr.io/acme/report:2 at 02:30 in shop | image=ghcr.io/acme/report:2 kind=CronJob namespace=shop schedule=30 2 * * *
        a redis statefulset with 10Gi | kind=StatefulSet name=redis storage=10Gi
        a Certificate for shop.example.com | host=shop.example.com ~ Certificate
        run ghcr.io/acme/web:2 | image=ghcr.io/acme/web:2
        deploy ghcr.io/acme/web:2 | image=ghcr.io/acme/web:2 kind=Deployment
        Deploy the image ghcr.io/acme/web:2, please. | image=ghcr.io/acme/web:2 kind=Deployment
        deploy web:1.1 to the shop namespace | image=web:1.1 kind=Deployment namespace=shop
        deploy web:1.1 in namespace shop | image=web:1.1 kind=Deployment namespace=shop
        deploy image nginx in shop | image=nginx kind=Deployment namespace=shop
        deploy registry.example.org:5000/team/web:1.1-rc.1 | image=registry.example.org:5000/team/web:1.1-rc.1 kind=Deployment
        deploy web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | image=web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef kind=Deployment
        deploy acme/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | image=acme/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef kind=Deployment
        a deployment named web of acme/web:1 | image=acme/web:1 kind=Deployment name=web
        a deployment called web with image acme/web:1 | image=acme/web:1 kind=Deployment name=web
        deploy acme/web:1 as front in shop on port 8080 | image=acme/web:1 kind=Deployment name=front namespace=shop port=8080
        run acme/web:1 as front | image=acme/web:1 name=front
        deploy acme/web:1 in shop as front with 2 replicas | image=acme/web:1 kind=Deployment name=front namespace=shop replicas=2
        run acme/web:1 as a job | image=acme/web:1 kind=Job
        deploy acme/web:1 as soon as possible | image=acme/web:1 kind=Deployment ~ soon possible
        deploy acme/web:1 as usual | image=acme/web:1 kind=Deployment ~ usual
        a web deployment of acme/web:1 | image=acme/web:1 kind=Deployment name=web
        a new deployment of acme/web:1 | image=acme/web:1 kind=Deployment
        a daemonset running acme/agent:3 in monitoring | image=acme/agent:3 kind=DaemonSet namespace=monitoring
        run acme/agent:3 on every node | image=acme/agent:3 kind=DaemonSet
        a job running acme/migrate:7 in shop | image=acme/migrate:7 kind=Job namespace=shop
        a job named migrate running acme/migrate:7 | image=acme/migrate:7 kind=Job name=migrate
        a cron job running acme/report:2 every 15 minutes | image=acme/report:2 kind=CronJob schedule=*/15 * * * *
        run acme/report:2 every 6 hours | image=acme/report:2 kind=CronJob schedule=0 */6 * * *
        run acme/report:2 hourly | image=acme/report:2 kind=CronJob schedule=0 * * * *
        run acme/report:2 every day at 4:05 | image=acme/report:2 kind=CronJob schedule=5 4 * * *
        run acme/report:2 every monday at 04:00 | image=acme/report:2 kind=CronJob schedule=0 4 * * 1
        run acme/report:2 on weekdays at 18:30 | image=acme/report:2 kind=CronJob schedule=30 18 * * 1-5
        a cronjob of acme/report:2 with schedule "0 3 * * *" | image=acme/report:2 kind=CronJob schedule=0 3 * * *
        a cronjob of acme/report:2 on schedule 0 3 1 * * | image=acme/report:2 kind=CronJob schedule=0 3 1 * *
        a nightly cronjob running acme/report:2 | image=acme/report:2 kind=CronJob
        a weekly cronjob running acme/report:2 | image=acme/report:2 kind=CronJob
        a stateful set named db of acme/db:15 with 20GB of storage | image=acme/db:15 kind=StatefulSet name=db storage=20G
        a db statefulset of acme/db:15 with 5Gi disk on storage class fast | image=acme/db:15 kind=StatefulSet name=db storage=5Gi storage-class=fast
        a db statefulset of acme/db:15 with a 5Gi volume mounted at /var/lib/db | image=acme/db:15 kind=StatefulSet mount-path=/var/lib/db name=db storage=5Gi
        deploy acme/web:1 with 512Mi memory and 250m cpu | cpu-request=250m image=acme/web:1 kind=Deployment memory-limit=512Mi
        deploy acme/web:1 with 2 cores and 1Gi of ram | cpu-request=2 image=acme/web:1 kind=Deployment memory-limit=1Gi
        deploy acme/web:1 with memory 256Mi | image=acme/web:1 kind=Deployment memory-limit=256Mi
        deploy acme/web:1 with three replicas | image=acme/web:1 kind=Deployment replicas=3
        deploy 2 instances of acme/web:1 | image=acme/web:1 kind=Deployment replicas=2
        deploy acme/web:1 with one replica | image=acme/web:1 kind=Deployment replicas=1
        deploy acme/web:1 with replicas=4 | image=acme/web:1 kind=Deployment replicas=4
        deploy acme/web:1 scaled between 2 and 10 replicas | image=acme/web:1 kind=Deployment max-replicas=10 min-replicas=2
        deploy acme/web:1 autoscaled from 2 to 5 at 70% cpu | cpu-percent=70 image=acme/web:1 kind=Deployment max-replicas=5 min-replicas=2
        deploy acme/web:1 with 2-5 replicas | image=acme/web:1 kind=Deployment max-replicas=5 min-replicas=2
        deploy acme/web:1 listening on port 3000 with health check at /healthz | health-path=/healthz image=acme/web:1 kind=Deployment port=3000
        deploy acme/web:1 on port 80 with probes on /ready and TLS from secret shop-tls at shop.example.com | health-path=/ready host=shop.example.com image=acme/web:1 kind=Deployment port=80 tls-secret=shop-tls
        deploy acme/web:1 on port 80 reachable at shop.example.com/api over https | host=shop.example.com image=acme/web:1 kind=Deployment port=80 tls=yes url-path=/api
        deploy acme/web:1 on port 80 at shop.example.com with ingress class nginx | host=shop.example.com image=acme/web:1 ingress-class=nginx kind=Deployment port=80
        deploy acme/web:1 on port 80 at shop.example.com through gateway infra/public | gateway=infra/public host=shop.example.com image=acme/web:1 kind=Deployment port=80
        deploy acme/web:1 on port 80 at shop.example.com by an httproute | exposed-by=HTTPRoute host=shop.example.com image=acme/web:1 kind=Deployment port=80
        deploy acme/web:1 with an ingress for shop.example.com on port 80 | exposed-by=Ingress host=shop.example.com image=acme/web:1 kind=Deployment port=80
        deploy acme/web:1 on port 80 with a network policy | image=acme/web:1 kind=Deployment network-policy=yes port=80
        deploy acme/web:1 without a network policy | image=acme/web:1 kind=Deployment network-policy=no
        deploy acme/web:1 with a read-only root filesystem | image=acme/web:1 kind=Deployment read-only-root=yes
        deploy acme/web:1 running as root | image=acme/web:1 kind=Deployment run-as-non-root=no
        deploy acme/web:1 that starts slowly | image=acme/web:1 kind=Deployment slow-start=yes
        deploy acme/web:1 with LOG_LEVEL=debug and GREETING="good day" | image=acme/web:1 kind=Deployment ; GREETING=good day LOG_LEVEL=debug
        deploy acme/web:1 with the secret db-login | image=acme/web:1 kind=Deployment secret=db-login
        deploy acme/web:1 as part of shop | image=acme/web:1 kind=Deployment part-of=shop
        deploy acme/web:1 directly to the cluster | image=acme/web:1 kind=Deployment where=direct
        deploy acme/web:1 with blue buttons | image=acme/web:1 kind=Deployment ~ blue buttons
        deploy acme/web:1 on 8080 | image=acme/web:1 kind=Deployment ~ 8080
        deploy acme/web:1 on port 80 and port 90 | image=acme/web:1 kind=Deployment port=80/90
        deploy acme/web:1 or acme/api:2 | image=acme/web:1/acme/api:2 kind=Deployment
        a deployment or a statefulset of acme/web:1 | image=acme/web:1 kind=Deployment/StatefulSet
        deploy acme/web:1 with 2 replicas, no, 3 replicas | image=acme/web:1 kind=Deployment replicas=2/3 ~ no
        a Postgres for shop | ~ Postgres shop
        a configmap named settings in shop | name=settings namespace=shop ~ configmap
        something nice | ~ something nice
        """)
    void itUnderstands(String words, String meaning) {
        assertThat(told(IntentParser.parse(words))).isEqualTo(meaning);
    }

    /** {@code KEY=VALUE …; VARIABLE=VALUE … ~ LEFT OVER}, several values with / between them. */
    private static String told(Intent intent) {
        String said = intent.said().keySet().stream()
                .sorted()
                .map(key -> key + "="
                        + intent.of(key).stream().map(Intent.Said::value).collect(Collectors.joining("/")))
                .collect(Collectors.joining(" "));
        String variables = intent.environment().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        String leftOver = String.join(" ", intent.leftOver());
        return (said + (variables.isEmpty() ? "" : " ; " + variables) + (leftOver.isEmpty() ? "" : " ~ " + leftOver))
                .strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale web to 3",
                "delete the deployment web",
                "restart web",
                "why is web down",
                "fix the shop",
                "update the image of web to 1.2",
                "pause the nightly cronjob"
            })
    void whatIsAboutThingsThatAreThereIsLeftToOthers(String words) {
        assertThatThrownBy(() -> IntentParser.parse(words))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("not-a-new-object"));
    }

    @Test
    void anImageThatIsNoneIsNamed() {
        assertThatThrownBy(() -> IntentParser.parse("deploy ghcr.io/Acme/Web:1"))
                .isInstanceOfSatisfying(RequestException.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo("bad-image");
                    assertThat(refused.reason().message()).contains("ghcr.io/Acme/Web:1");
                });
    }

    @Test
    void aBookIsNoIntent() {
        assertThatThrownBy(() -> IntentParser.parse("deploy web ".repeat(500)))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("intent-too-long"));
    }

    @Test
    void whatIsSaidIsKeptWithItsWords() {
        assertThat(IntentParser.parse("deploy acme/web:1 with 3 replicas").of("replicas"))
                .containsExactly(new Intent.Said("3", "3 replicas"));
    }
}
