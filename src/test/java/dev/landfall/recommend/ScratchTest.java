package dev.landfall.recommend;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void show() {
        ShopCluster shop = new ShopCluster().withIngressClass("nginx", true).withStorageClass("standard", true);
        System.out.println(ShopCluster.yaml(shop.recommended("deploy ghcr.io/acme/shop-api:1.4 in shop on port 8080 with 3 replicas behind shop.example.com with LOG_LEVEL=debug and a network policy", Map.of())));
        System.out.println("=====");
        System.out.println(ShopCluster.yaml(shop.recommended("a redis statefulset with 10Gi in shop", Map.of("image", "redis:7.2", "port", "6379"))));
        System.out.println("=====");
        System.out.println(ShopCluster.yaml(shop.recommended("a nightly cronjob running ghcr.io/acme/report:2 at 02:30 in shop", Map.of())));
        System.out.println("=====");
        System.out.println(shop.recommend("a Certificate for shop.example.com in shop", Map.of(), true));
        System.out.println(ShopCluster.yaml(shop.recommended("a Certificate for shop.example.com in shop", Map.of("spec-secret-name", "tls", "spec-issuer-ref-name", "le", "spec.isCA", "false"))));
        System.out.println(shop.recommend("deploy ghcr.io/acme/web:2 with blue buttons", Map.of(), false));
        shop.recommended("deploy ghcr.io/acme/shop-api:1.4 in shop on port 8080", Map.of()).choices().forEach(System.out::println);
    }
}
