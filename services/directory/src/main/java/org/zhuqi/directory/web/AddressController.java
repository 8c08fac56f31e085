package org.zhuqi.directory.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.DirectorySettings;
import org.zhuqi.platform.directory.AddressBook;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/**
 * For the service that sends mails, where it is a process of its own: the address of one account. It shows the key of the
 * installation; to whoever has none there is nothing here.
 */
@Hidden
@RestController
public class AddressController {
    private static final int SHORTEST_KEY = 32;

    private final AddressBook addresses;
    private final byte @Nullable [] key;

    public AddressController(AddressBook addresses, DirectorySettings settings) throws IOException {
        this.addresses = addresses;
        this.key = key(settings.addressKey());
    }

    private static byte @Nullable [] key(@Nullable Resource file) throws IOException {
        if (file == null) {
            return null;
        }
        byte[] key = file.getContentAsString(StandardCharsets.US_ASCII).strip().getBytes(StandardCharsets.US_ASCII);
        if (key.length < SHORTEST_KEY) {
            throw new IllegalStateException(
                    "zhuqi.directory.address-key has fewer than %d characters".formatted(SHORTEST_KEY));
        }
        return key;
    }

    record Asked(@Nullable AccountId account) {}

    @PostMapping("/api/v1/directory/addresses")
    ResponseEntity<AddressBook.Address> find(
            @RequestHeader(name = "X-Zhuqi-Key", required = false) @Nullable String shown,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (key == null || shown == null || !MessageDigest.isEqual(key, shown.getBytes(StandardCharsets.UTF_8))) {
            throw nothing();
        }
        Asked asked = Bodies.read(body, Asked.class);
        new Bodies.Needs().the("account", asked.account()).orRefuse();
        AccountId account = asked.account();
        if (account == null) {
            throw nothing();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(addresses.of(account).orElseGet(() -> new AddressBook.Address(null, null)));
    }

    private static ProblemException nothing() {
        return Problem.notFound("There is nothing at this address.", "该地址不存在。").asException();
    }
}
