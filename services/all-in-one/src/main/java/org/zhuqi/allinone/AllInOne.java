package org.zhuqi.allinone;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.desk.DeskModule;
import org.zhuqi.directory.DirectoryModule;
import org.zhuqi.dispatch.DispatchModule;
import org.zhuqi.intake.IntakeModule;
import org.zhuqi.metrics.MetricsModule;
import org.zhuqi.notification.NotificationModule;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.portal.PortalModule;
import org.zhuqi.ticket.TicketModule;
import org.zhuqi.timeliness.TimelinessModule;

/** All services in one Spring context and on one web port. What they say to each other still goes over Kafka. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    PlatformModule.class,
    DirectoryModule.class,
    IntakeModule.class,
    TicketModule.class,
    DeskModule.class,
    TimelinessModule.class,
    DispatchModule.class,
    MetricsModule.class,
    NotificationModule.class,
    PortalModule.class
})
public class AllInOne {}
