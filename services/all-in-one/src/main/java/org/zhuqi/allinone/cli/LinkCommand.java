package org.zhuqi.allinone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description = "Print a link that opens the pages as a development account, in one tab of a browser.")
public final class LinkCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "NAME", description = "The account, such as qt-coordinator.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Override
    public Integer call() throws Exception {
        System.out.printf("%s/app/#token=%s%n", data.running().address(), data.token(name));
        return 0;
    }
}
