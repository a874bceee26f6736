package io.leasehold.drills.sharing;

/** The code that forgets to return its share, whose name the report must give. Stateless. */
final class ReportJob {

    /** The thread that runs it. */
    static final String THREAD = "report-job";

    /** Where in the code it forgets. */
    static final String PLACE = "ReportJob.opensAndForgets(";

    private ReportJob() {}

    static Sharing.Holder opensAndForgets(Sharing sharing) throws Exception {
        Sharing.Holder holder = sharing.acquire();
        holder.echo(1);
        return holder;
    }
}
