package org.zhuqi.allinone.verify;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.intake.AttachmentSettings;

/** Where an installation keeps its attachments. */
public final class AttachmentPlace {
    private static final String PREFIX = "zhuqi.attachments";

    private AttachmentPlace() {}

    /** @param settings that win over the built-in ones, as for {@code zhuqi up --set} */
    public static AttachmentSettings of(DataFolder folder, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + ".folder", folder.attachments().toString());
        properties.putAll(settings);
        return of(properties);
    }

    /** @param properties as the services have them */
    public static AttachmentSettings of(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(PREFIX, AttachmentSettings.class);
    }
}
