package org.zhuqi.notification.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.notification.domain.Robot;
import org.zhuqi.notification.postgres.RobotRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Sealing;

/** The robots of a district and its units. What they are reached with goes in and is not shown again. */
public final class Robots {
    /** The group of the district itself. */
    public static final String DISTRICT = "district";

    private final RobotRows rows;
    private final @Nullable Sealing sealing;
    private final Set<String> hosts;

    /**
     * @param sealing null where there is no key: then there are no robots
     * @param hosts at which robots may be; one with a port may be without encryption, as in a test
     */
    public Robots(RobotRows rows, @Nullable Sealing sealing, List<String> hosts) {
        this.rows = rows;
        this.sealing = sealing;
        this.hosts = Set.copyOf(hosts);
    }

    public boolean arePossible() {
        return sealing != null;
    }

    public List<RobotRows.Known> of(DistrictId district) {
        return rows.of(district);
    }

    public Set<String> groups(DistrictId district) {
        return rows.groups(district);
    }

    /** Why an address is none for a robot. */
    public Optional<Sentence> fault(String address) {
        try {
            URI uri = new URI(address);
            boolean known = uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && (("https".equals(uri.getScheme()) && uri.getPort() == -1 && hosts.contains(uri.getHost()))
                            || ("http".equals(uri.getScheme())
                                    && uri.getPort() != -1
                                    && hosts.contains(uri.getHost() + ":" + uri.getPort())));
            return known
                    ? Optional.empty()
                    : Optional.of(new Sentence(
                            "a robot's address begins with https:// and is at %s".formatted(String.join(", ", hosts)),
                            "机器人地址应以 https:// 开头，且位于 %s。".formatted(String.join("、", hosts))));
        } catch (URISyntaxException e) {
            return Optional.of(new Sentence("this is no address", "地址格式有误。"));
        }
    }

    public void put(DistrictId district, String group, Robot robot, Instant at, AccountId by) {
        rows.put(district, group, safe().seal(Json.MAPPER.writeValueAsBytes(robot), owner(district, group)), at, by);
    }

    public boolean remove(DistrictId district, String group) {
        return rows.remove(district, group);
    }

    public Optional<Robot> find(DistrictId district, String group) {
        return rows.sealed(district, group)
                .map(bytes -> Json.MAPPER.readValue(safe().open(bytes, owner(district, group)), Robot.class));
    }

    private Sealing safe() {
        if (sealing == null) {
            throw new IllegalStateException("there is no key for secrets of robots");
        }
        return sealing;
    }

    private static String owner(DistrictId district, String group) {
        return "robot/" + district + "/" + group;
    }
}
