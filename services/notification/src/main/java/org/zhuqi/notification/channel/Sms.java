package org.zhuqi.notification.channel;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.notification.SmsSettings;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Delivery;
import org.zhuqi.notification.domain.Delivery.Result;
import org.zhuqi.platform.directory.AddressBook;
import org.zhuqi.platform.json.Json;

/**
 * Text messages by the gateway of a provider that takes JSON over HTTP. Another provider is another {@link Delivery.Sender}.
 * A message is its title: who wants to know more looks at the pages.
 */
public final class Sms implements Delivery.Sender {
    private static final int LONGEST = 200;

    private final SmsSettings settings;
    private final URI url;
    private final AddressBook addresses;
    private final Function<AccountId, Boolean> readsChinese;
    private final Posting posting;

    /** @throws IllegalArgumentException if the settings' body does not become JSON */
    public Sms(
            SmsSettings settings, AddressBook addresses, Function<AccountId, Boolean> readsChinese, HttpClient http) {
        this.settings = settings;
        this.url = Objects.requireNonNull(settings.url(), "zhuqi.notification.sms.url");
        this.addresses = addresses;
        this.readsChinese = readsChinese;
        this.posting = new Posting(http, settings.timeout());
        Json.MAPPER.readTree(body("13800000000", "“试”\\\n", "id"));
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public Result send(Delivery delivery) {
        AccountId account = delivery.account();
        if (account == null) {
            return new Result.NoAddress("a group has no phone");
        }
        String phone = addresses.of(account).map(AddressBook.Address::phone).orElse(null);
        if (phone == null) {
            return new Result.NoAddress("the directory has no phone of this account");
        }
        String text = readsChinese.apply(account)
                ? delivery.title().zh()
                : delivery.title().en();
        String body = body(
                phone,
                text.length() > LONGEST ? text.substring(0, LONGEST) : text,
                delivery.id().toString());
        return posting.post(url, settings.headers(), body.getBytes(StandardCharsets.UTF_8), answer -> null, phone);
    }

    /** Each value is put in as the inside of a JSON string: none can end it. */
    private String body(String phone, String text, String id) {
        String body = settings.body();
        for (Map.Entry<String, String> value :
                Map.of("{phone}", phone, "{id}", id).entrySet()) {
            body = body.replace(value.getKey(), escaped(value.getValue()));
        }
        return body.replace("{text}", escaped(text));
    }

    private static String escaped(String text) {
        String quoted = Json.MAPPER.writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
