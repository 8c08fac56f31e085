package org.zhuqi.allinone.testkit;

import java.util.Optional;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Servers;

/** A running system to which the stories can be told, however it is put together. */
public interface Assembly {
    String address();

    String token(Account account);

    /** Database and topics, where the tests may look at them. */
    Optional<Inside> inside();

    record Inside(Servers servers, DataFolder folder) {}
}
