#if canImport(Glibc)
    import Glibc
#endif

/// What feeds are like before one is known: most are quiet, some busy, and few lie between. Within either kind the paces
/// are spread widely (a gamma distribution).
///
/// A document of twenty items from one day makes it certain that a feed is busy, and one item a month that it is quiet;
/// each is then held against its own kind only. Fitted by `fit_prior.py`.
struct PacePrior: Sendable {
    /// The share of the quiet ones.
    var quietShare = 0.7
    /// The mean of either kind, in items a day.
    var quietRate = 0.06
    var busyRate = 7.0
    /// Of both distributions: the square of mean over deviation.
    var shape = 0.7

    /// Items a day to be expected of a feed that published so many `items` in so many `days`.
    func rate(items: Double, days: Double) -> Double {
        let quietDays = shape / quietRate + days
        let busyDays = shape / busyRate + days
        // The odds that it is a quiet feed, as a natural logarithm.
        let odds =
            log(quietShare / (1 - quietShare)) + shape * log(busyRate / quietRate)
            - (shape + items) * log(quietDays / busyDays)
        let quiet = 1 / (1 + exp(-odds))
        return (shape + items) * (quiet / quietDays + (1 - quiet) / busyDays)
    }
}
